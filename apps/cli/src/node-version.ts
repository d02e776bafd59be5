const NEEDED = [22, 12] as const;

/** One sentence when this Node is too old for the product, whose native parts would crash without a word. */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return undefined;
  const needed = NEEDED.join('.');
  return `Gridcase 需要 Node ${needed} 或更新版本，当前为 ${version}；请用 npm 脚本启动。 · Gridcase needs Node ${needed} or newer, this is ${version}; start it through npm.`;
}
