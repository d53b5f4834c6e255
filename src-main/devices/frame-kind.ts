import type { FrameDefect } from './sam-frame';
import type { DeskRequest } from './sam-requests';

/** What may be told of a frame to anybody: which request, how it ended, how long. Never what it says. */
export interface FrameKind {
  direction: 'sent' | 'heard';
  /** The request sent, or the one in flight when the answer came. */
  request: DeskRequest;
  /** SW3 of an answer; null for a request and for bytes that are no frame. */
  status: number | null;
  /** Data bytes of an answer. */
  bytes: number;
  /** `stale`: an answer to something else. */
  verdict: 'sound' | 'stale' | FrameDefect;
}
