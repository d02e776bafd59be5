import { registerHooks } from 'node:module';
import { transformFileSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { jsc } = JSON.parse(readFileSync(new URL('../../../../../.swcrc', import.meta.url), 'utf8'));

/** `node --conditions=source --import` this file: a child process then runs our sources without a build. */
registerHooks({
  resolve(specifier, context, next) {
    const typescript = specifier.replace(/^(\.{1,2}\/.*)\.js$/, '$1.ts');
    const inSource = typescript !== specifier && existsSync(new URL(typescript, context.parentURL));
    return next(inSource ? typescript : specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const { code } = transformFileSync(fileURLToPath(url), {
      swcrc: false,
      jsc,
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
