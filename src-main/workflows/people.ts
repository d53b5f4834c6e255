import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Role } from '../domain/vocabulary';
import type { StaffAccount, StoreReader } from '../storage/store';
import type { DeskPorts, Outcome } from './ports';

/** Wrong PINs in a row before an account rests, and for how long. Kept in memory: a restart of the desk is supervised anyway. */
const TRIES = 5;
const REST_MS = 60_000;

interface Tries {
  failed: number;
  restUntil: number;
}

/** Checks PINs and makes guessing slow. One per running desk. */
export class PinGate {
  private readonly tries = new Map<string, Tries>();
  private readonly ports: DeskPorts;
  /** One PIN at a time: tries sent side by side are counted like tries one after the other. */
  private waiting: Promise<unknown> = Promise.resolve();

  constructor(ports: DeskPorts) {
    this.ports = ports;
  }

  /** The account behind a PIN, or why not. Failures are told to the log by the caller, who knows what was tried. */
  admit(credential: { staffId: string; pin: string }): Promise<Outcome<StaffAccount>> {
    const turn = this.waiting.then(() => this.judge(credential));
    this.waiting = turn.catch(() => undefined);
    return turn;
  }

  private async judge(credential: { staffId: string; pin: string }): Promise<Outcome<StaffAccount>> {
    const account = await findActive(this.ports.store, credential.staffId);
    if (account === null) return refusal('unknown-person');
    const resting = this.restLeft(account.id);
    if (resting > 0) return refusal('pin-locked', { seconds: Math.ceil(resting / 1000) });
    if (await this.ports.pins.verify(account.pinHash, credential.pin)) {
      this.tries.delete(account.id);
      return ok(account);
    }
    return refusal('wrong-pin', { left: Math.max(0, TRIES - this.countFailure(account.id)) });
  }

  private restLeft(staffId: string): number {
    return Math.max(0, (this.tries.get(staffId)?.restUntil ?? 0) - this.ports.clock.now().getTime());
  }

  private countFailure(staffId: string): number {
    const failed = (this.tries.get(staffId)?.failed ?? 0) + 1;
    const rests = failed >= TRIES;
    this.tries.set(staffId, { failed: rests ? 0 : failed, restUntil: rests ? this.ports.clock.now().getTime() + REST_MS : 0 });
    return failed;
  }
}

async function findActive(reader: StoreReader, staffId: string): Promise<StaffAccount | null> {
  return (await reader.listStaff()).find((account) => account.id === staffId && account.active) ?? null;
}

export interface NewPerson {
  name: string;
  pin: string;
  roles: readonly Role[];
}

const WEAK_PINS = /^(\d)\1+$|^0?123456789?0?$|^1234$|^4321$|^654321$/;

/** A PIN that is guessed first keeps nobody out. */
export function isWeakPin(pin: string): boolean {
  return pin.length < 4 || WEAK_PINS.test(pin);
}

/** A new account, ready to be stored; the PIN is hashed here and forgotten. */
export async function prepareAccount(ports: Pick<DeskPorts, 'pins' | 'newId'>, person: NewPerson, others: readonly { name: string }[]): Promise<Outcome<StaffAccount>> {
  if (isWeakPin(person.pin)) return refusal('pin-too-weak', { name: person.name });
  if (others.some((other) => other.name === person.name)) return refusal('name-taken', { name: person.name });
  return ok({ id: ports.newId(), name: person.name, roles: person.roles, active: true, pinHash: await ports.pins.hash(person.pin) });
}
