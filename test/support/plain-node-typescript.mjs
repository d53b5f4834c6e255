// Lets a child process of a test run the product's TypeScript on plain Node: `node --import <this file> program.ts`.
// Node strips the types itself; only the relative imports without an ending have to be found.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith('.') || context.parentURL === undefined) return nextResolve(specifier, context);
    const endings = ['', '.ts', '/index.ts'];
    const ending = endings.find((candidate) => existsSync(fileURLToPath(new URL(specifier + candidate, context.parentURL))) && !(candidate === '' && !/\.\w+$/.test(specifier)));
    return nextResolve(specifier + (ending ?? ''), context);
  },
});
