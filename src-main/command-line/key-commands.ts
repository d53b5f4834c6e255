import { readKeyFile } from '../app/key-file';
import { refusal } from '../domain/refusal';
import { localTime } from '../workflows/tell-log';
import type { Outcome } from '../workflows/ports';
import type { Store } from '../storage/store';
import type { AuditKind } from '../domain/audit-event';
import { changePassphrase, reissueRecoveryCode, tellOtherDesks } from '../workflows/store-keys';
import { ok } from '../domain/result';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withStore } from './store-commands';
import { EXIT, type Terminal } from './terminal';

async function tell(store: Store, kind: AuditKind): Promise<void> {
  const { deskId } = await store.getFacts();
  const at = await localTime({ store, clock: { now: () => new Date() } });
  await store.inTransaction(async (tx) => ok(await tx.append({ deskId, staffId: null, at }, { kind, registrationNo: null, payload: {} })));
}

/** `recovery-code reissue`: a new code, printed once; the one before opens this store no more. */
export function reissueCommand(place: CommandPlace, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return withStore(place, terminal, async (store, key) => {
    const recoveryCode = await reissueRecoveryCode(place.dataDir, key, true);
    await tellOtherDesks(store);
    await tell(store, 'recoveryCode.reissued');
    terminal.print(options.json ? JSON.stringify({ recoveryCode }) : recoveryCode);
    return EXIT.done;
  });
}

async function newPassphrase(file: string | undefined, terminal: Terminal): Promise<Outcome<string>> {
  if (file !== undefined) {
    const read = await readKeyFile(file);
    return read.ok ? read : refusal(read.error.code, { file });
  }
  const typed = await terminal.askSecret('新的启动口令 New start passphrase: ');
  if (typed === null) return refusal('key-needed');
  return await terminal.askSecret('再输一次 Once more: ') === typed ? ok(typed) : refusal('passphrase-wrong');
}

/** `passphrase set`: the start passphrase of this machine, typed twice or out of a file that only its owner can read. */
export function passphraseCommand(place: CommandPlace, options: { json: boolean; passphraseFile?: string }, terminal: Terminal): Promise<number> {
  return withStore(place, terminal, async (store, key) => {
    const passphrase = await newPassphrase(options.passphraseFile, terminal);
    const changed = passphrase.ok ? await changePassphrase(place.dataDir, key, passphrase.value) : passphrase;
    if (!changed.ok) {
      terminal.tell(refusalText(changed.error));
      return EXIT.refused;
    }
    await tell(store, 'passphrase.changed');
    terminal.print(options.json ? JSON.stringify({ changed: true }) : '启动口令已更改。The start passphrase was changed.');
    return EXIT.done;
  });
}
