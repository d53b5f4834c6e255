import type { TFunction } from 'i18next';
import { showClock } from '../i18n/times';

/** What the desk refused, as `DeskRefusal` or as a plain failure of a job. */
export interface ShownRefusal {
  code: string;
  params?: Readonly<Record<string, string | number>> | undefined;
  /** Names the log entry of a bug, for support. */
  incident?: string | null | undefined;
}

/** Parameters that are words of the desk, and the texts in which they are said. */
const WORDS: Readonly<Record<string, string>> = { role: 'common:role', state: 'common:state', field: 'fields', part: 'identity:passportPart' };

/** What a text says when the desk named no such thing. */
const UNNAMED = ['role', 'state', 'field', 'desk', 'days', 'left', 'seconds', 'count', 'name', 'dir', 'at', 'point', 'points', 'day'] as const;

function wordOf(t: TFunction, key: string, value: string | number): string | number {
  if (key === 'at') return showClock(String(value));
  const area = WORDS[key];
  return area === undefined ? value : t([`${area}${area.includes(':') ? '.' : ':'}${value}`, 'common:unnamed.word'], { word: String(value) });
}

/** A refusal in the desk's words: what happened and what to do next. */
export function refusalText(t: TFunction, { code, params }: ShownRefusal): string {
  const unnamed = Object.fromEntries(UNNAMED.map((key) => [key, t(`common:unnamed.${key}`)]));
  const named = Object.fromEntries(Object.entries(params ?? {}).filter(([, value]) => value !== '').map(([key, value]) => [key, wordOf(t, key, value)]));
  return t([`errors:${code}`, 'errors:unexpected'], { ...unnamed, ...named });
}
