import type { CardRead } from '../devices/card-reader';
import type { RegistrationNo } from '../domain/vocabulary';

/**
 * What the counter knows only while the candidate stands there: the chip's data and whose number was shown.
 * Nothing of it is stored; it goes when the case leaves the counter.
 */
export class CounterMemory {
  private readonly cards = new Map<RegistrationNo, CardRead>();
  private current: RegistrationNo | null = null;
  private readonly shownNumbers = new Set<RegistrationNo>();

  /** The case that stands at this counter now; its claim is renewed while it does. */
  arrive(registrationNo: RegistrationNo): void {
    this.current = registrationNo;
  }

  findCurrent(): RegistrationNo | null {
    return this.current;
  }

  keepCard(registrationNo: RegistrationNo, read: CardRead): void {
    this.cards.clear();
    this.cards.set(registrationNo, read);
  }

  findCard(registrationNo: RegistrationNo): CardRead | null {
    return this.cards.get(registrationNo) ?? null;
  }

  /** True the first time, when the log has to be told. */
  showNumber(registrationNo: RegistrationNo): boolean {
    const first = !this.shownNumbers.has(registrationNo);
    this.shownNumbers.add(registrationNo);
    return first;
  }

  isNumberShown(registrationNo: RegistrationNo): boolean {
    return this.shownNumbers.has(registrationNo);
  }

  leave(registrationNo: RegistrationNo): void {
    if (this.current === registrationNo) this.current = null;
    this.cards.delete(registrationNo);
    this.shownNumbers.delete(registrationNo);
  }

  clear(): void {
    this.current = null;
    this.cards.clear();
    this.shownNumbers.clear();
  }
}
