import { runCommandLine } from './command-line/run-command-line';

// What this process writes, its owner alone reads: it is about candidates.
process.umask(0o077);
process.exitCode = await runCommandLine(import.meta.dirname, process.argv.slice(2));
