import { useState } from 'react';
import type { Credential } from '../../../src-preload/contract/common';
import type { DeskFileView, SiteDeskView } from '../../../src-preload/contract/desks';
import { useDeskCommand, type DeskCommand } from '../../app/desk-client';

/** What an approver is asked to consent to. */
export type DeskWish = { kind: 'request' } | { kind: 'approve' | 'accept'; file: DeskFileView } | { kind: 'joined'; joined: SiteDeskView };

export interface SiteDesksWork {
  wish: DeskWish | null;
  wishFor(wish: DeskWish): void;
  /** Asks for a file; whether one was chosen that can be consented to. */
  choose(purpose: 'approve' | 'accept'): Promise<boolean>;
  /** Whether it was carried out; a refusal leaves the question open. */
  consent(credential: Credential): Promise<boolean>;
  /** What was done last; `name` of the desk or the file. */
  done: { what: DeskWish['kind']; name: string } | null;
  pending: boolean;
  refusal: DeskCommand<'desks.get'>['refusal'];
  reset(): void;
}

/** The steps with which the site's key and a desk's come together. */
export function useSiteDesks(): SiteDesksWork {
  const [request, chooseFile, approve, accept, joined] = [useDeskCommand('desks.request'), useDeskCommand('desks.chooseFile'), useDeskCommand('desks.approveFile'), useDeskCommand('desks.acceptFile'), useDeskCommand('desks.approveJoined')];
  const commands = [request, chooseFile, approve, accept, joined];
  const [wish, setWish] = useState<DeskWish | null>(null);
  const [done, setDone] = useState<SiteDesksWork['done']>(null);
  function reset(): void {
    for (const command of commands) command.reset();
  }
  function wishFor(next: DeskWish): void {
    reset();
    setDone(null);
    setWish(next);
  }
  async function carryOut(asked: DeskWish, credential: Credential): Promise<string | null> {
    switch (asked.kind) {
      case 'request': return (await request.send(credential))?.fileName ?? null;
      case 'joined': return await joined.send({ deskId: asked.joined.deskId, fingerprint: asked.joined.fingerprint, approver: credential }) && asked.joined.deskId;
      default: return await (asked.kind === 'approve' ? approve : accept).send({ fileId: asked.file.fileId, approver: credential }) && (asked.kind === 'approve' ? asked.file.deskId : asked.file.fileName);
    }
  }
  return {
    wish, wishFor, done, reset,
    choose: async (purpose) => {
      reset();
      setDone(null);
      const file = await chooseFile.send({ purpose });
      if (file !== null) setWish({ kind: purpose, file });
      return file !== null;
    },
    consent: async (credential) => {
      const name = wish === null ? null : await carryOut(wish, credential);
      if (name !== null && wish !== null) setDone({ what: wish.kind, name });
      return name !== null;
    },
    pending: commands.some(({ pending }) => pending),
    refusal: commands.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  };
}
