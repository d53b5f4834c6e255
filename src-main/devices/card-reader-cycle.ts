import type { CardTrouble, ReaderFault, ReaderStatus } from './card-reader';
import type { OpenError } from './carriers/carrier';
import type { DeskRequest } from './sam-requests';
import { SAM_STATUS } from './sam-status';

/**
 * A reader's life as a pure state machine: what happened goes in, what to do next comes out. Order of a reading and the
 * reactions to status codes: reference sections 1.4 and 1.5.
 */
export interface Cycle {
  status: ReaderStatus;
  samId: string | null;
  /** The module that answered last, also across connections: another module never had this desk's card on it. */
  lastSamId: string | null;
  /** Digest of the card that was read and not seen lifted since; null when the next card is a new one. */
  readCard: string | null;
  /** The same of a card that is taken for lifted although the module did not say so: it counts as lying there when the connection breaks. */
  weaklyGone: string | null;
  /** The module read a card and its answer did not arrive: it may hold that card for read, and not find it any more. */
  lostAnswer: boolean;
  /** Seen on this connection: a card that was read is not found again before it was lifted. Then a card found is one newly laid. */
  marksReadCards: boolean;
  /**
   * Whether this module answers when the appended address is asked for, which tells whether a read card still lies there.
   * Holds across connections to the same module.
   */
  answersNewAddress: boolean;
  /** How often it did not, as long as it never did. */
  addressSilences: number;
  /** Times in a row that a module which does answer it did not, or said what tells nothing of the card. */
  doubts: number;
  /** Requests that went without an answer since a card was last read, refused or absent. */
  silences: number;
  /** Answers in a row that no card explains. */
  errors: number;
  /** Cards in a row that did not accept the module. */
  refusals: number;
  /** Openings in a row that led to no working reader. */
  failedOpenings: number;
}

export type CycleEvent =
  | { kind: 'opened' }
  | { kind: 'openFailed'; code: OpenError['code'] }
  /** With the request that was in flight. */
  | { kind: 'closed'; request: DeskRequest | null }
  | { kind: 'succeeded'; request: Exclude<DeskRequest, 'samId' | 'read'> }
  | { kind: 'toldSamId'; samId: string }
  | { kind: 'cardRead'; digest: string }
  | { kind: 'failed'; request: DeskRequest; status: number }
  | { kind: 'silent'; request: DeskRequest };

/** `reopen` closes what is open first. */
export type Next = { do: 'ask'; request: DeskRequest; afterMs: number } | { do: 'reopen'; afterMs: number };

export interface Step {
  cycle: Cycle;
  next: Next;
  /** The card just read is a new one and is to be told. */
  deliver: boolean;
}

export const FIRST_CYCLE: Cycle = {
  status: { state: 'absent' }, samId: null, lastSamId: null, readCard: null, weaklyGone: null, lostAnswer: false, marksReadCards: false, answersNewAddress: false, addressSilences: 0, doubts: 0,
  silences: 0, errors: 0, refusals: 0, failedOpenings: 0,
};

export const POLL_MS = 300;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;
const MAX_SILENCES = 2;
const MAX_ERRORS = 3;
const MAX_REFUSALS = 3;
const MAX_DOUBTS = 3;
const MAX_ADDRESS_SILENCES = 2;

const FAULTS: Partial<Record<number, ReaderFault>> = {
  [SAM_STATUS.selfTestFailed]: 'selfTestFailed',
  [SAM_STATUS.notAuthorised]: 'notAuthorised',
  [SAM_STATUS.noAuthority]: 'notAuthorised',
};

const OPEN_ERRORS: Readonly<Record<OpenError['code'], ReaderStatus>> = {
  'no-reader': { state: 'absent' },
  'no-access': { state: 'faulty', reason: 'noAccess' },
  'driver-missing': { state: 'faulty', reason: 'driverMissing' },
};

const TROUBLES: Partial<Record<number, CardTrouble>> = {
  [SAM_STATUS.notSelected]: 'moved',
  [SAM_STATUS.verificationFailed]: 'moved',
  [SAM_STATUS.informationLength]: 'moved',
  [SAM_STATUS.readFailed]: 'moved',
  [SAM_STATUS.randomFailed]: 'moved',
  [SAM_STATUS.unknownCardType]: 'notAnIdCard',
  [SAM_STATUS.moduleRefusedCard]: 'notGenuine',
  [SAM_STATUS.cardRefusedModule]: 'notGenuine',
};

function ask(cycle: Cycle, request: DeskRequest, afterMs = 0): Step {
  return { cycle, next: { do: 'ask', request, afterMs }, deliver: false };
}

function reopen(cycle: Cycle, status: ReaderStatus): Step {
  const afterMs = Math.min(FIRST_PAUSE_MS * 2 ** cycle.failedOpenings, LONGEST_PAUSE_MS);
  const { lastSamId, answersNewAddress, addressSilences, lostAnswer, refusals, failedOpenings } = cycle;
  return {
    cycle: { ...FIRST_CYCLE, status, lastSamId, answersNewAddress, addressSilences, readCard: cardThatMayLie(cycle), lostAnswer, refusals, failedOpenings: failedOpenings + 1 },
    next: { do: 'reopen', afterMs },
    deliver: false,
  };
}

/** Digest of a card that was read and may still lie there; null when there is none, or when the module said that it is gone. */
export function cardThatMayLie(cycle: Cycle): string | null {
  return cycle.readCard ?? cycle.weaklyGone;
}

/** No card, as far as one can tell: whatever comes next is a new one. `isSure`: the module said so. */
function cardGone(cycle: Cycle, isSure = false): Step {
  const weaklyGone = isSure ? null : cardThatMayLie(cycle);
  return ask({ ...cycle, status: { state: 'ready' }, readCard: null, weaklyGone, lostAnswer: false, doubts: 0, failedOpenings: 0 }, 'find', POLL_MS);
}

/** A card whose answer was lost must be laid down again, like one that moved. */
function readCardStillThere(cycle: Cycle): Step {
  const status: ReaderStatus = cycle.lostAnswer ? { state: 'cardPresent', trouble: 'moved' } : { state: 'mustLift' };
  return ask({ ...cycle, status, marksReadCards: true, answersNewAddress: true, addressSilences: 0, doubts: 0 }, 'find', POLL_MS);
}

function found(cycle: Cycle): Step {
  const isNewlyLaid = cycle.marksReadCards;
  return ask(cardThere(isNewlyLaid ? { ...cycle, readCard: null, weaklyGone: null } : cycle, 'cardPresent'), 'select');
}

/** "Not found" is also said of a card that the module has read and that still lies there. */
function notFound(cycle: Cycle): Step {
  const mayLieThere = (cycle.readCard !== null || cycle.lostAnswer) && cycle.addressSilences < MAX_ADDRESS_SILENCES;
  return mayLieThere ? ask(cycle, 'newAddress') : cardGone(cycle);
}

/** A card lies there. A trouble stays on show until the card is read or gone, so that the screen does not flicker. */
function cardThere(cycle: Cycle, state: 'cardPresent' | 'reading'): Cycle {
  const staysOnShow = cycle.readCard !== null || (cycle.status.state === 'cardPresent' && cycle.status.trouble !== null);
  if (staysOnShow) return cycle;
  return { ...cycle, status: state === 'reading' ? { state } : { state, trouble: null } };
}

function heard(cycle: Cycle): Cycle {
  return { ...cycle, silences: 0 };
}

/** A reader that finds cards but never reads one is silent too: only a reading, a refusal or an empty reader counts as heard. */
function succeeded(cycle: Cycle, request: Exclude<DeskRequest, 'samId' | 'read'>): Step {
  switch (request) {
    case 'reset':
      return ask({ ...cycle, marksReadCards: false }, 'selfTest');
    case 'selfTest':
      return ask(cycle, 'samId');
    case 'find':
      return found(cycle);
    case 'select':
      return ask(cardThere(cycle, 'reading'), 'read');
    case 'newAddress':
      return readCardStillThere(heard(cycle));
  }
}

/** The same bytes from a card that was not seen lifted are the same card still lying there. */
function cardRead(cycle: Cycle, digest: string): Step {
  const readNow: Cycle = { ...cycle, status: { state: 'mustLift' }, readCard: digest, weaklyGone: null, lostAnswer: false, errors: 0, refusals: 0, failedOpenings: 0 };
  return { ...ask(readNow, 'find', POLL_MS), deliver: digest !== cycle.readCard };
}

function cardTrouble(cycle: Cycle, status: number, trouble: CardTrouble): Step {
  const isFirst = !(cycle.status.state === 'cardPresent' && cycle.status.trouble === trouble);
  const refusals = cycle.refusals + (status === SAM_STATUS.cardRefusedModule && isFirst ? 1 : 0);
  if (refusals >= MAX_REFUSALS) return reopen({ ...cycle, refusals: 0 }, { state: 'faulty', reason: 'refusedByCards' });
  const isReadOneMoved = cycle.readCard !== null && trouble === 'moved';
  if (isReadOneMoved) return ask(cycle, 'find', POLL_MS);
  return ask({ ...cycle, status: { state: 'cardPresent', trouble }, refusals }, 'find', POLL_MS);
}

function readerTrouble(cycle: Cycle): Step {
  const errors = cycle.errors + 1;
  if (errors >= MAX_ERRORS) return reopen(cycle, { state: 'faulty', reason: 'unknownError' });
  return ask({ ...cycle, errors }, 'find', POLL_MS);
}

/** What a module says of the appended address when no card lies there. */
const SAYS_GONE: readonly number[] = [SAM_STATUS.readFailed, SAM_STATUS.notFound, SAM_STATUS.notSelected];

function newAddressFailed(cycle: Cycle, status: number): Step {
  if (status === SAM_STATUS.noSuchContent) return readCardStillThere(cycle);
  if (SAYS_GONE.includes(status)) return cardGone(cycle, true);
  return status === SAM_STATUS.commandWrong ? cardGone(cycle) : doubtful(cycle);
}

function addressSilent(cycle: Cycle): Step {
  return cycle.answersNewAddress ? doubtful(cycle) : cardGone({ ...cycle, addressSilences: cycle.addressSilences + 1 });
}

/** One bad answer is no sign that the card was lifted: taken for that, the same card would be told twice. */
function doubtful(cycle: Cycle): Step {
  const doubts = cycle.doubts + 1;
  return doubts >= MAX_DOUBTS ? cardGone(cycle) : ask({ ...cycle, doubts }, 'find', POLL_MS);
}

function failed(cycle: Cycle, request: DeskRequest, status: number): Step {
  const fault = FAULTS[status];
  if (fault !== undefined) return reopen(cycle, { state: 'faulty', reason: fault });
  if (request === 'selfTest') return ask(cycle, 'samId');
  if (request === 'samId') return ask(cycle, 'find');
  if (request === 'newAddress') return newAddressFailed(cycle, status);
  if (request === 'reset') return ask(cycle, 'selfTest');
  if (request === 'find' && status === SAM_STATUS.notFound) return notFound({ ...cycle, errors: 0 });
  const trouble = TROUBLES[status];
  return trouble === undefined ? readerTrouble(cycle) : cardTrouble(cycle, status, trouble);
}

/** Some readers leave what they do not know unanswered: only find, select and read must be answered. */
function silent(cycle: Cycle, request: DeskRequest): Step {
  if (request === 'selfTest') return ask(cycle, 'samId');
  if (request === 'samId') return ask(cycle, 'find');
  if (request === 'reset') return ask(cycle, 'selfTest');
  if (request === 'newAddress') return addressSilent(cycle);
  const silences = cycle.silences + 1;
  const lostAnswer = cycle.lostAnswer || request === 'read';
  if (silences >= MAX_SILENCES) return reopen({ ...cycle, lostAnswer }, { state: 'faulty', reason: 'silent' });
  return ask({ ...cycle, silences, lostAnswer }, request === 'read' ? 'reset' : 'find');
}

/** A fault stays on show until the reader has answered. */
function opened(cycle: Cycle): Step {
  const status: ReaderStatus = cycle.status.state === 'faulty' ? cycle.status : { state: 'connecting' };
  return ask({ ...cycle, status }, cycle.lostAnswer ? 'reset' : 'selfTest');
}

const ANOTHER_MODULE: Partial<Cycle> = { answersNewAddress: false, addressSilences: 0, readCard: null, weaklyGone: null, lostAnswer: false };

/** A card that was read on another reader must have been lifted to lie on this one. */
function toldSamId(cycle: Cycle, samId: string): Step {
  const isAnother = cycle.lastSamId !== null && cycle.lastSamId !== samId;
  return ask({ ...cycle, samId, lastSamId: samId, ...(isAnother ? ANOTHER_MODULE : {}) }, 'find');
}

export function step(cycle: Cycle, event: CycleEvent): Step {
  switch (event.kind) {
    case 'opened':
      return opened(cycle);
    case 'openFailed':
      return reopen(cycle, OPEN_ERRORS[event.code]);
    case 'closed':
      return reopen({ ...cycle, lostAnswer: cycle.lostAnswer || event.request === 'read' }, { state: 'absent' });
    case 'succeeded':
      return succeeded(cycle, event.request);
    case 'toldSamId':
      return toldSamId(cycle, event.samId);
    case 'cardRead':
      return cardRead(heard(cycle), event.digest);
    case 'failed':
      return failed(heard(cycle), event.request, event.status);
    case 'silent':
      return silent(cycle, event.request);
  }
}
