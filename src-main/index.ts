import { startDesk } from './app/electron/start-desk';

startDesk(import.meta.dirname);
