import { startDesk } from './app/electron/start-desk';

// What this process writes, its owner alone reads: it is about candidates.
process.umask(0o077);
startDesk(import.meta.dirname);
