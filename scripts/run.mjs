// Entry of every npm script: `node scripts/run.mjs <task> [args…]`. Plain JavaScript, because it must start on the
// machine's own Node (20 or newer); the tasks are TypeScript, which Node 24 runs as it stands.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { chooseNode } from './choose-node.mjs';

const root = resolve(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
process.env.PATH = [bin, process.env.PATH].filter(Boolean).join(delimiter);

const choice = chooseNode({
  version: process.versions.node,
  platform: process.platform,
  arch: process.arch,
  has: (file) => existsSync(join(root, file)),
});

if (choice.kind === 'stop') {
  console.error(choice.message);
  process.exit(3);
} else if (choice.kind === 'restart') {
  restartOn(join(root, choice.file));
} else {
  const { runTask } = await import('./tasks.ts');
  process.exitCode = await runTask(process.argv[2], process.argv.slice(3));
}

/** Runs this script again on another Node and ends as that one ends. */
function restartOn(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node} does not start: ${error.message}`);
    process.exit(3);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
