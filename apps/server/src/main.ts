const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// Before anything native is loaded: under an old Node that ends the process without a word.
if (major > 22 || (major === 22 && minor >= 12)) {
  const { ProjectingThread } = await import('./projecting-thread.js');
  ProjectingThread.loadAhead();
  const { run } = await import('./run.js');
  await run();
} else {
  console.error(
    `✗ Gridcase 需要 Node 22.12 或更高版本，当前为 ${process.version}；npm start 会使用项目自带的 Node · ` +
      `Gridcase needs Node 22.12 or newer, this is ${process.version}; npm start uses the Node it brings along`,
  );
  process.exitCode = 1;
}
