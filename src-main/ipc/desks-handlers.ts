import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { DeskFileView, SiteDesksView } from '../../src-preload/contract/desks';
import type { Credential } from '../../src-preload/contract/common';
import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { DeskFile } from '../packages/desk-file';
import { readDeskFile, writeDeskFile, type DeskFilePlaceTrouble } from '../packages/desk-file-place';
import { keyFingerprint, openDeskKeys, type DeskKeys } from '../storage/desk-keys';
import { approveDesk, approveDeskFile, findApprovalObstacle, type ByWhom } from '../workflows/approve-desk';
import { acceptApproval, findAcceptanceObstacle, requestApproval } from '../workflows/join-site-key';
import type { Outcome } from '../workflows/ports';
import { localTime } from '../workflows/tell-log';
import type { Handlers } from './answer-call';
import { admitApprover } from './consent';
import { whenAllowed, whenAtWork, type AtWork } from './guard';

type DesksCalls = 'desks.get' | 'desks.request' | 'desks.chooseFile' | 'desks.approveFile' | 'desks.acceptFile' | 'desks.approveJoined';

interface ChosenFile {
  fileId: string;
  path: string;
  purpose: 'approve' | 'accept';
  file: DeskFile;
}

function asRefusal({ code, ...facts }: DeskFilePlaceTrouble): ReturnType<typeof refusal> {
  return refusal(code, facts);
}

/** The keys with the site's, which nothing else at the desk is handed. */
async function withKeys<T>(desk: Desk, at: AtWork, work: (keys: DeskKeys) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const keys = await openDeskKeys(desk.config.dataDir, at.open.key);
  return keys.ok ? work(keys.value) : refusal('store-damaged', { detail: keys.error.code });
}

async function viewOf({ open }: AtWork): Promise<SiteDesksView> {
  const { keys, store } = open.ports;
  const known = await store.listDeskKeys();
  const siteKey = keys.holdsSiteKey ? 'here' : keys.siteKeyFingerprint === null ? 'unknown' : 'elsewhere';
  const desks = known.map(({ deskId, publicPem, siteSignature }) => ({ deskId, fingerprint: keyFingerprint(publicPem), approved: siteSignature !== null }));
  return { deskId: open.facts.deskId, fingerprint: keyFingerprint(keys.deskPublicPem), siteKey, siteKeyFingerprint: keys.siteKeyFingerprint, desks };
}

function fileView({ fileId, path, file: { request, approval } }: ChosenFile): DeskFileView {
  return {
    fileId, fileName: basename(path), deskId: request.deskId, fingerprint: keyFingerprint(request.deskKey), site: request.site.name,
    siteKeyFingerprint: approval === null ? null : keyFingerprint(approval.siteKey),
  };
}

/** Which desk belongs to which site is an approver's, with the own PIN. */
async function byApprover(at: AtWork, credential: Credential): Promise<Outcome<ByWhom>> {
  const approver = await admitApprover(at, credential);
  return approver.ok ? ok({ staffId: approver.value, at: await localTime(at.open.ports) }) : approver;
}

/** The site's key between the desks of a site (spec case-and-finality.md, Signing). */
export function desksHandlers(desk: Desk, machine: Machine): Pick<Handlers, DesksCalls> {
  /** What was read is what is consented to, whatever happens to the file meanwhile. */
  let chosen: ChosenFile | null = null;
  const shown = async (at: AtWork): ReturnType<Handlers['desks.get']> => ok(await viewOf(at));
  return {
    'desks.get': () => whenAtWork(desk, shown),
    'desks.request': (credential) => whenAllowed(desk, 'desks.request', async (at) => {
      const by = await byApprover(at, credential);
      if (!by.ok) return by;
      const path = await machine.chooseSaveTarget(`countersign-${at.open.facts.deskId}.json`);
      if (path === null) return refusal('save-cancelled');
      const file = await withKeys(desk, at, (keys) => requestApproval({ store: at.open.ports.store, keys }, by.value));
      if (!file.ok) return file;
      const written = await writeDeskFile(path, file.value);
      return written.ok ? ok({ fileName: basename(path) }) : asRefusal(written.error);
    }),
    'desks.chooseFile': ({ purpose }) => whenAllowed<DeskFileView | null>(desk, 'desks.chooseFile', async (at) => {
      const path = await machine.chooseFile('desk');
      if (path === null) return ok(null);
      const file = await readDeskFile(path);
      if (!file.ok) return asRefusal(file.error);
      const { store } = at.open.ports;
      return withKeys(desk, at, async (keys) => {
        const obstacle = await (purpose === 'approve' ? findApprovalObstacle : findAcceptanceObstacle)({ store, keys }, file.value);
        if (obstacle !== null) return { ok: false, error: obstacle };
        chosen = { fileId: randomUUID(), path, purpose, file: file.value };
        return ok(fileView(chosen));
      });
    }),
    'desks.approveFile': ({ fileId, approver }) => whenAllowed(desk, 'desks.approveFile', async (at) => {
      const brought = chosen;
      if (brought?.fileId !== fileId || brought.purpose !== 'approve') return refusal('desk-file-missing', { file: '' });
      const by = await byApprover(at, approver);
      if (!by.ok) return by;
      const approved = await withKeys(desk, at, (keys) => approveDeskFile({ store: at.open.ports.store, keys }, brought.file, by.value));
      if (!approved.ok) return approved;
      const written = await writeDeskFile(brought.path, approved.value);
      return written.ok ? shown(at) : asRefusal(written.error);
    }),
    'desks.acceptFile': ({ fileId, approver }) => whenAllowed(desk, 'desks.acceptFile', async (at) => {
      const brought = chosen;
      if (brought?.fileId !== fileId || brought.purpose !== 'accept') return refusal('desk-file-missing', { file: '' });
      const by = await byApprover(at, approver);
      if (!by.ok) return by;
      const { open } = at;
      const accepted = await withKeys(desk, at, (keys) => acceptApproval({ dir: desk.config.dataDir, store: open.ports.store, key: open.key, keys }, brought.file, by.value));
      if (!accepted.ok) return accepted;
      return withKeys(desk, at, (keys) => {
        open.ports.keys = keys;
        return shown(at);
      });
    }),
    'desks.approveJoined': ({ deskId, fingerprint, approver }) => whenAllowed(desk, 'desks.approveJoined', async (at) => {
      const by = await byApprover(at, approver);
      if (!by.ok) return by;
      const approved = await withKeys(desk, at, (keys) => approveDesk({ store: at.open.ports.store, keys }, { deskId, fingerprint }, by.value));
      return approved.ok ? shown(at) : approved;
    }),
  };
}
