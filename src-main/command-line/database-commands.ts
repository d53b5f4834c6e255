import type { WorkPlace } from '../app/heavy-tasks';
import { markBackupOf } from '../storage/mark-server-backup';
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

/** `database mark-backup`: the last step of the site's backup job; without it the desks say that the backup is old. */
export async function markBackupCommand(place: WorkPlace, options: { began: string; json: boolean }, terminal: Terminal): Promise<number> {
  const { server } = reachOf(place);
  const began = new Date(options.began);
  if (server === undefined || Number.isNaN(began.getTime()) || began.getTime() > Date.now()) {
    terminal.tell("database mark-backup: --database or COUNTERSIGN_DATABASE_URL names the site's server, --began when the backup began: 2026-03-01T03:00:00+08:00");
    return EXIT.usage;
  }
  const marked = await markBackupOf(server, began.toISOString());
  if (!marked.ok) {
    terminal.tell(refusalText({ ...marked.error, params: { dir: place.dataDir } }));
    return EXIT.store;
  }
  terminal.print(options.json ? JSON.stringify({ began: began.toISOString() }) : `backup marked: it began ${began.toISOString()}`);
  return EXIT.done;
}
