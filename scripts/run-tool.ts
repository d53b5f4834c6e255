import { inPackage } from './places.ts';
import { runCommand, type CommandEnd, type CommandOptions } from './run-command.ts';

/** The tools' own entry files: started by name they would run on whatever Node the machine has. */
const entries = {
  'electron-vite': inPackage('electron-vite', 'bin/electron-vite.js'),
  'electron-builder': inPackage('electron-builder', 'cli.js'),
  tsc: inPackage('@typescript/native', 'bin/tsc'),
  eslint: inPackage('eslint', 'bin/eslint.js'),
  vitest: inPackage('vitest', 'vitest.mjs'),
  playwright: inPackage('@playwright/test', 'cli.js'),
} as const;

/** Runs a development tool of node_modules on this Node. */
export function runTool(
  name: keyof typeof entries,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandEnd> {
  return runCommand(process.execPath, [entries[name], ...args], options);
}
