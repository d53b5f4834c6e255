import { withTestDatabase } from './server-store';
import { withDesk } from './with-desk';

/** Where a desk may have its store; its stories are the same. */
export const DESK_PLACES: readonly { name: string; withDesk: (tell: Parameters<typeof withDesk>[0]) => Promise<void> }[] = [
  { name: 'SQLite', withDesk: (tell) => withDesk(tell) },
  { name: 'PostgreSQL', withDesk: (tell) => withTestDatabase((database) => withDesk(tell, database.urlOf())) },
];
