import { resolve } from 'node:path';
import { runHeavyTask } from '../app/run-heavy-task';
import { formatTime } from '../domain/local-time';
import { err, ok, type Result } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import { isPackageFile, readDeskFile, writeDeskFile, type DeskFilePlaceTrouble } from '../packages/desk-file-place';
import { keyFingerprint, openDeskKeys, type DeskKeys } from '../storage/desk-keys';
import type { StoreKey } from '../storage/keys/store-key';
import type { Store } from '../storage/store';
import { approveDesk, approveDeskFile, type ByWhom } from '../workflows/approve-desk';
import { acceptApproval, requestApproval } from '../workflows/join-site-key';
import type { ExportSummary } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withCurrentStore } from './store-commands';
import { EXIT, type Terminal } from './terminal';

const TIME_ZONE = 'Asia/Shanghai';
const UNWATCHED = { onProgress: () => undefined, signal: new AbortController().signal };

interface At {
  store: Store;
  key: StoreKey;
  keys: DeskKeys;
  by: ByWhom;
  place: CommandPlace;
}

/** What a command tells: one object, or words. */
interface Told {
  json: Readonly<Record<string, string | number>>;
  words: string;
}

/** Runs one command at the open store with its keys. */
function atKeys(place: CommandPlace, options: { json: boolean }, terminal: Terminal, work: (at: At) => Promise<Result<Told, Refusal>>): Promise<number> {
  return withCurrentStore(place, terminal, async (store, key, opened) => {
    const keys = await openDeskKeys(place.dataDir, key);
    const by = { staffId: null, at: formatTime(new Date(), TIME_ZONE) };
    const outcome = keys.ok ? await work({ store, key, keys: keys.value, by, place: opened }) : refusal('store-damaged', { detail: keys.error.code });
    if (!outcome.ok) {
      terminal.tell(refusalText(outcome.error));
      return EXIT.problems;
    }
    terminal.print(options.json ? JSON.stringify(outcome.value.json) : outcome.value.words);
    return EXIT.done;
  });
}

function asRefusal({ code, ...facts }: DeskFilePlaceTrouble): Result<never, Refusal> {
  return err({ code, params: facts });
}

/** `desk request FILE`: this desk's public key, for the machine with the site's key. */
export function requestCommand(place: CommandPlace, path: string, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return atKeys(place, options, terminal, async ({ store, keys, by }) => {
    const file = await requestApproval({ store, keys }, by);
    if (!file.ok) return file;
    const written = await writeDeskFile(resolve(path), file.value);
    if (!written.ok) return asRefusal(written.error);
    const { deskId } = file.value.request;
    const fingerprint = keyFingerprint(keys.deskPublicPem);
    return ok({ json: { file: path, deskId, fingerprint }, words: `${path}: ${deskId}, key ${fingerprint}\nrun on the machine with the site key: desk approve ${path}` });
  });
}

/**
 * `desk approve FILE`: the site's key signs the desk key that the file brings, or the package of a desk that has not the
 * site's key; the answer stands in the same file. `desk approve ID --fingerprint HEX`: of a desk that joined the store on the server.
 */
export function approveCommand(place: CommandPlace, named: string, options: { fingerprint?: string; json: boolean }, terminal: Terminal): Promise<number> {
  const { fingerprint } = options;
  return atKeys(place, options, terminal, async (at) => {
    if (fingerprint !== undefined) {
      const approved = await approveDesk(at, { deskId: named, fingerprint }, at.by);
      return approved.ok ? ok({ json: { deskId: named, fingerprint }, words: `${named}: key signed by the site` }) : approved;
    }
    return await isPackageFile(resolve(named)) ? countersign(at, named) : approveFile(at, named);
  });
}

async function approveFile(at: At, path: string): Promise<Result<Told, Refusal>> {
  const file = await readDeskFile(resolve(path));
  if (!file.ok) return asRefusal(file.error);
  const approved = await approveDeskFile(at, file.value, at.by);
  if (!approved.ok) return approved;
  const written = await writeDeskFile(resolve(path), approved.value);
  if (!written.ok) return asRefusal(written.error);
  const { deskId, deskKey } = approved.value.request;
  const [fingerprint, siteKeyFingerprint] = [keyFingerprint(deskKey), at.keys.siteKeyFingerprint ?? ''];
  return ok({ json: { file: path, deskId, fingerprint, siteKeyFingerprint }, words: `${deskId}: key ${fingerprint} signed by the site ${siteKeyFingerprint}\nrun at that desk: desk accept ${path}` });
}

async function countersign({ place }: At, path: string): Promise<Result<Told, Refusal>> {
  const signed = (await runHeavyTask(place, { kind: 'countersign', path: resolve(path), staffId: null }, UNWATCHED)) as Outcome<ExportSummary>;
  if (!signed.ok) return signed;
  const { files, seals, events, siteKeyFingerprint } = signed.value;
  return ok({ json: { file: path, files, seals, events, siteKeyFingerprint }, words: `${path}: ${seals} seals, signed by the site ${siteKeyFingerprint}` });
}

/** `desk accept FILE`: the site's key is from now on the one that signed this desk's. */
export function acceptCommand(place: CommandPlace, path: string, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return atKeys(place, options, terminal, async ({ store, key, keys, by }) => {
    const file = await readDeskFile(resolve(path));
    if (!file.ok) return asRefusal(file.error);
    const accepted = await acceptApproval({ dir: place.dataDir, store, key, keys }, file.value, by);
    if (!accepted.ok) return accepted;
    const { deskId } = file.value.request;
    return ok({ json: { deskId, siteKeyFingerprint: accepted.value }, words: `${deskId}: site key ${accepted.value}` });
  });
}
