import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { KNOWN_VERSION } from './migrate';
import { prepareDatabase } from './prepare-database';
import { parseServerAddress } from './server-address';
import type { ServerAddress } from './server-address';
import { asServerTrouble } from './server-check';
import type { OpenStoreTrouble } from './store';

/** As `prepareDatabase`, for people: answers with the version that the database has now, or with why the server refused. */
export async function prepareServer(owner: ServerAddress, deskRole: string): Promise<Result<number, OpenStoreTrouble>> {
  const place = parseServerAddress(owner);
  if (!place.ok) return place;
  try {
    await prepareDatabase(owner, deskRole);
    return ok(KNOWN_VERSION);
  } catch (error) {
    return err(asServerTrouble(error));
  }
}
