import type { ReaderFactsView, ReaderView } from '../../src-preload/contract/session';
import type { OpenDesk } from './desk';

/** The reader's state for the top bar; a card's trouble stands beside the state. */
export function readerView(open: OpenDesk | null): ReaderView {
  if (open === null) return { state: 'absent', fault: null, simulated: false };
  const status = open.reader.status();
  const fault = status.state === 'faulty' ? status.reason : status.state === 'cardPresent' ? status.trouble : null;
  return { state: status.state, fault, simulated: open.trainingReader !== null };
}

/** What is connected and when it last read, for the readiness page. Nothing of it is about a person. */
export function readerFacts(open: OpenDesk): ReaderFactsView {
  return { device: open.reader.device(), lastReadAt: open.lastCardReadAt?.toISOString() ?? null };
}
