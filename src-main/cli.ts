import { runCommandLine } from './command-line/run-command-line';

process.exitCode = await runCommandLine(import.meta.dirname, process.argv.slice(2));
