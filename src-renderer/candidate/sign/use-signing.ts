import { useState } from 'react';
import { useDeskCommand } from '../../app/desk-client';
import type { ShownRefusal } from '../../ui/refusal-text';
import { digestSheet, readBackSheet } from '../sheet/read-back-sheet';
import { signatureOf } from './signature';
import type { SignatureInk } from './signature-ink';
import type { Showing } from './use-dwell';

export interface Signing {
  pending: boolean;
  /** Why it was not signed; the ink is still there. */
  refusal: ShownRefusal | null;
  sign(): Promise<void>;
  reset(): void;
}

/** Reads the sheet back from the page, and hands its digest and the ink to the desk. */
export function useSigning(revision: number, showing: Showing, signature: SignatureInk, getSheet: () => ParentNode | null): Signing {
  const command = useDeskCommand('candidate.sign');
  const [unread, setUnread] = useState<ShownRefusal | null>(null);
  const [reading, setReading] = useState(false);
  return {
    pending: reading || command.pending,
    refusal: unread ?? command.refusal,
    async sign() {
      const now = performance.now();
      const sheet = getSheet();
      const drawn = sheet === null ? null : readBackSheet(sheet);
      if (drawn === null || !drawn.ok) return setUnread({ code: 'digest-differs' });
      setUnread(null);
      setReading(true);
      const digest = await digestSheet(drawn.value);
      const { ink } = signature;
      await command.send(signatureOf(ink, { revision, digest, showing, now, area: signature.areaFor({ width: 1, height: 1 }), devicePixelRatio: window.devicePixelRatio }));
      setReading(false);
    },
    reset() {
      setUnread(null);
      command.reset();
    },
  };
}
