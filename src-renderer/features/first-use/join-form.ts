import type { Input } from '../../../src-preload/contract/desk-api';

/** Where the site's server is, as typed so far. */
export type TypedServer = Input<'setup.lookAtServer'>;

/** What the administrator's file of the server is usually told (resources/postgresql). */
export const FIRST_SERVER: TypedServer = { host: '', port: 5432, database: 'exam', role: 'desks', password: '', authority: null };

export function isServerTyped({ host, database, role }: TypedServer): boolean {
  return [host, database, role].every((part) => part.trim() !== '');
}
