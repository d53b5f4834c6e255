import { formatTime } from '../domain/local-time';
import { openDeskKeys } from '../storage/desk-keys';
import { approveDesk } from '../workflows/approve-desk';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withStore } from './store-commands';
import { EXIT, type Terminal } from './terminal';

const TIME_ZONE = 'Asia/Shanghai';

/** `desk approve ID --fingerprint HEX`: the site's key signs the key of a desk that joined the store on the server. */
export function approveDeskCommand(place: CommandPlace, deskId: string, options: { fingerprint: string; json: boolean }, terminal: Terminal): Promise<number> {
  return withStore(place, terminal, async (store, key) => {
    const keys = await openDeskKeys(place.dataDir, key);
    const outcome = keys.ok ? await approveDesk({ store, keys: keys.value }, { deskId, fingerprint: options.fingerprint }, formatTime(new Date(), TIME_ZONE)) : { ok: false as const, error: { code: 'store-damaged' as const, params: { detail: keys.error.code } } };
    if (!outcome.ok) {
      terminal.tell(refusalText({ code: outcome.error.code, ...('params' in outcome.error && outcome.error.params !== undefined ? { params: outcome.error.params } : {}) }));
      return EXIT.problems;
    }
    terminal.print(options.json ? JSON.stringify({ deskId, fingerprint: options.fingerprint }) : `${deskId}: key signed by the site`);
    return EXIT.done;
  });
}
