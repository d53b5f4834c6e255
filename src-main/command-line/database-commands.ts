import type { WorkPlace } from '../app/heavy-tasks';
import { reachOf } from '../app/store-options';
import { prepareServer } from '../storage/prepare-server';
import { refusalOf } from '../workflows/set-up-store';
import { refusalText } from './refusal-text';
import { EXIT, type Terminal } from './terminal';

/** `database prepare`: tables and rules in the site's database, owned by the role that runs this; the desks' role gets rows only. */
export async function prepareCommand(place: WorkPlace, options: { role: string; json: boolean }, terminal: Terminal): Promise<number> {
  const { server } = reachOf(place);
  if (server === undefined) {
    terminal.tell("database prepare: --database or COUNTERSIGN_DATABASE_URL names the site's server");
    return EXIT.usage;
  }
  const prepared = await prepareServer(server, options.role);
  if (!prepared.ok) {
    terminal.tell(refusalText(refusalOf(prepared.error, place.dataDir)));
    return EXIT.store;
  }
  terminal.print(options.json ? JSON.stringify({ version: prepared.value, role: options.role }) : `database prepared: version ${prepared.value}, desks work as ${options.role}`);
  return EXIT.done;
}
