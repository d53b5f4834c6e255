import type { Input } from '../../../src-preload/contract/desk-api';
import { allStrokes, kindOf, type Ink } from './ink';
import type { AreaSize } from './signature-ink';
import type { Showing } from './use-dwell';

export type SignatureInput = Omit<Input<'candidate.sign'>, 'commandId'>;

export interface SigningMoment {
  revision: number;
  /** Of the sheet as it was read back from the page. */
  digest: string;
  showing: Showing;
  /** The page's clock when "sign" was held long enough, in ms. */
  now: number;
  area: AreaSize;
  devicePixelRatio: number;
}

/** What is sent when the candidate signs: every sample as it was taken, counted from when the sheet came on the screen. */
export function signatureOf(ink: Ink, { revision, digest, showing, now, area, devicePixelRatio }: SigningMoment): SignatureInput {
  const shownMs = Math.ceil(now - showing.at);
  return {
    revision,
    digest,
    area: { w: area.width * 100, h: area.height * 100, scale100: Math.round(devicePixelRatio * 100) },
    device: { kind: kindOf(ink), name: 'pointer events' },
    startedAt: showing.time,
    durationMs: shownMs,
    shownMs,
    attempts: ink.attempts,
    strokes: allStrokes(ink).map(({ samples }) => samples.map(([...sample]) => sample)),
  };
}
