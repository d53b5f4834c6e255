import type { AuditEvent, AuditKind, JsonValue } from '../domain/audit-event';
import { canBecome } from '../domain/case-transitions';
import type { CaseRecord, CaseState } from '../domain/case-record';
import { maskIdNumbersIn } from '../domain/masking';
import { ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { StorageTrouble, StoreWriter } from '../storage/store';
import { findAnswer, keepAnswer, type SentCommand } from './command-answer';
import { loadScene } from './load-scene';
import { nameWinner } from './name-winner';
import type { DeskPorts, Outcome } from './ports';
import { tellLog } from './tell-log';

/** One command on one case, inside its transaction. */
export interface CaseChange {
  readonly tx: StoreWriter;
  readonly scene: Scene;
  readonly policyDigest: Sha256;
  /** Tells the log, in the same transaction. */
  tell(kind: AuditKind, payload?: { readonly [key: string]: JsonValue }): Promise<AuditEvent>;
  /** Turns the state; a turn that the table does not hold is a bug. */
  turn(to: CaseState): void;
  /** Changes what stands beside the state. */
  set(change: Partial<Pick<CaseRecord, 'visit' | 'supplement' | 'refusal'>>): void;
  /** Writes state and companions now; done at the end by itself when the command did not. */
  save(): Promise<Outcome<null>>;
}

/** One command on one case. */
export interface Command extends SentCommand {
  registrationNo: RegistrationNo;
}

class OpenChange implements CaseChange {
  private next: Pick<CaseRecord, 'state' | 'visit' | 'supplement' | 'refusal'>;
  private saved = false;
  readonly tx: StoreWriter;
  readonly scene: Scene;
  readonly policyDigest: Sha256;
  private readonly version: number;

  constructor(tx: StoreWriter, scene: Scene, policyDigest: Sha256, version: number) {
    this.tx = tx;
    this.scene = scene;
    this.policyDigest = policyDigest;
    this.version = version;
    const { state, visit, supplement, refusal: refused } = scene.record;
    this.next = { state, visit, supplement, refusal: refused };
  }

  tell(kind: AuditKind, payload: { readonly [key: string]: JsonValue } = {}): Promise<AuditEvent> {
    const { actor, time, record } = this.scene;
    const { reason } = payload;
    const told = typeof reason === 'string' ? { ...payload, reason: maskIdNumbersIn(reason) } : payload;
    return this.tx.append({ deskId: actor.deskId, staffId: actor.staffId, at: time }, { kind, registrationNo: record.registration.registrationNo, payload: told });
  }

  turn(to: CaseState): void {
    if (!canBecome(this.next.state, to)) throw new Error(`${this.next.state} never becomes ${to}`);
    this.next.state = to;
  }

  set(change: Partial<Pick<CaseRecord, 'visit' | 'supplement' | 'refusal'>>): void {
    this.next = { ...this.next, ...change };
  }

  async save(): Promise<Outcome<null>> {
    if (this.saved) return ok(null);
    this.saved = true;
    const done = await this.tx.saveCase({
      registrationNo: this.scene.record.registration.registrationNo, expectedVersion: this.version, ...this.next,
      policyDigest: this.policyDigest, at: this.scene.time,
    });
    return done ? ok(null) : refusal('changed-elsewhere');
  }
}

async function apply<T>(ports: DeskPorts, command: Command, tx: StoreWriter, act: (change: CaseChange) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const answered = await findAnswer(tx, command);
  if (!answered.ok) return answered;
  if (answered.value !== null) return ok(answered.value.value as T);
  const loaded = await loadScene(tx, ports.clock, command.actor, command.registrationNo);
  if (!loaded.ok) return loaded;
  const change = new OpenChange(tx, loaded.value.scene, loaded.value.policyDigest, loaded.value.version);
  const outcome = await act(change);
  if (!outcome.ok) return outcome;
  const saved = await change.save();
  if (!saved.ok) return saved;
  await keepAnswer(tx, command, change.scene.time, outcome.value as JsonValue);
  return outcome;
}

/** The refused attempt stands in the log by its own transaction: the one that tried was rolled back. */
export async function tellRefused(ports: DeskPorts, command: Pick<SentCommand, 'actor' | 'name' | 'registrationNo'>, reason: Refusal): Promise<void> {
  const { actor, name, registrationNo } = command;
  await tellLog(ports, { deskId: actor.deskId, staffId: actor.staffId }, { kind: 'attempt.refused', registrationNo, payload: { action: name, code: reason.code } });
}

function asRefusal(error: Refusal | StorageTrouble): Refusal {
  return { code: error.code, ...('params' in error && error.params !== undefined ? { params: error.params } : {}) };
}

const NOT_WORTH_A_LINE = new Set<string>(['unknown-registration', 'store-busy', 'disk-full', 'disk-read-only', 'disk-failed', 'store-damaged', 'server-unreachable', 'server-lost']);

/**
 * Runs one command on one case in one transaction: load, act, save, tell. A refusal rolls back and is logged. A command that
 * was applied before is not applied again: its answer is given again.
 */
export async function changeCase<T>(ports: DeskPorts, command: Command, act: (change: CaseChange) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const outcome = await ports.store.inTransaction((tx) => apply(ports, command, tx, act));
  if (outcome.ok) return outcome;
  const reason = await nameWinner(ports.store, command, asRefusal(outcome.error));
  if (!NOT_WORTH_A_LINE.has(reason.code)) await tellRefused(ports, command, reason);
  return { ok: false, error: reason };
}
