import type { CaseView, FieldKey } from '../../../src-preload/contract/cases';
import type { ShownRefusal } from '../../ui/refusal-text';
import type { Answers } from './identity/identity-answers';
import type { KeyedAction } from './keys/keyed-action';

/** What may lie over the counter: one thing at a time. */
export type Panel =
  | { kind: 'correction'; field: FieldKey }
  | { kind: 'contest'; material: string }
  | { kind: 'commitment'; material: string }
  | { kind: 'otherWays' }
  | { kind: 'notSamePerson'; readId: string }
  | { kind: 'consentToPaper'; readId: string; answers: Answers }
  | { kind: 'refuse'; impostor: boolean }
  | { kind: 'supplement' }
  | { kind: 'release' }
  | { kind: 'takeOver' }
  | { kind: 'reopen' }
  | { kind: 'secondPass' }
  | { kind: 'sendBack' }
  | { kind: 'caseFile' }
  | { kind: 'keys' };

/** What every step needs of the room around it. */
export interface Room {
  /** Null when nothing lies over the counter. */
  panel: Panel | null;
  open(panel: Panel): void;
  closePanel(): void;
  /** Actions on the whole case, at every step. */
  caseActions: readonly KeyedAction[];
  /** Why the last key did nothing. */
  told: ShownRefusal | null;
  tell(refusal: ShownRefusal | null): void;
  /** Leaves the room; the case keeps its state. */
  leave(): void;
  /** Opens the papers again before signing, at the fields that were doubted. */
  lookBack(fields: readonly FieldKey[]): void;
  endLookBack(): void;
}

export interface StepProps {
  view: CaseView;
  room: Room;
}
