import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src-main/canonical/canonical-json';
import { CHAIN_START, linkEvent, verifyChain } from '../../src-main/domain/audit-chain';
import type { HashEvent } from '../../src-main/domain/audit-chain';
import type { AuditEvent, AuditHead } from '../../src-main/domain/audit-event';

const hashEvent: HashEvent = (event) => digestOf({ ...event });

function chainOf(notes: readonly string[]): readonly AuditEvent[] {
  let head: AuditHead = CHAIN_START;
  return notes.map((note) => {
    const event = linkEvent(head, { at: '2026-03-01T09:00:00+08:00', deskId: 'desk-1', staffId: null, kind: 'case.opened', registrationNo: null, payload: { note } }, hashEvent);
    head = event;
    return event;
  });
}

async function* inOrder(events: readonly AuditEvent[]): AsyncGenerator<AuditEvent> {
  yield* events;
}

function verify(events: readonly AuditEvent[], after?: AuditHead) {
  return verifyChain(inOrder(events), hashEvent, after);
}

function replaced(events: readonly AuditEvent[], index: number, change: Partial<Record<keyof AuditEvent, unknown>>): readonly AuditEvent[] {
  return events.map((event, i) => (i === index ? { ...event, ...change } as AuditEvent : event));
}

const NOTES = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 12 });
const CHAIN_AND_PLACE = NOTES.chain((notes) => fc.tuple(fc.constant(chainOf(notes)), fc.nat({ max: notes.length - 1 })));

const CHANGES: readonly Partial<Record<keyof AuditEvent, unknown>>[] = [
  { at: '2026-03-01T09:00:01+08:00' }, { deskId: 'desk-2' }, { staffId: 'somebody' }, { kind: 'case.released' }, { registrationNo: '20269901000001' },
  { payload: { note: 'another', more: true } }, { payload: {} }, { prevHash: 'f'.repeat(64) }, { hash: 'f'.repeat(64) }, { seq: 99 }, { seq: 0 },
];

describe('a chain', () => {
  test('that nobody touched is sound, also when looked at from the middle', async () => {
    await fc.assert(fc.asyncProperty(CHAIN_AND_PLACE, async ([chain, place]) => {
      expect(await verify(chain)).toEqual({ sound: true, events: chain.length, firstBroken: null });
      expect(await verify(chain.slice(place + 1), chain[place])).toEqual({ sound: true, events: chain.length - place - 1, firstBroken: null });
    }));
  });

  test('that is empty is sound', async () => {
    expect(await verify([])).toEqual({ sound: true, events: 0, firstBroken: null });
  });

  test('names the event of which any part was changed', async () => {
    await fc.assert(fc.asyncProperty(CHAIN_AND_PLACE, fc.constantFrom(...CHANGES), async ([chain, place], change) => {
      expect(await verify(replaced(chain, place, change))).toEqual({ sound: false, events: place + 1, firstBroken: place + 1 });
    }));
  });

  test('names the one after an event that was changed and hashed anew', async () => {
    await fc.assert(fc.asyncProperty(CHAIN_AND_PLACE, async ([chain, place]) => {
      const before = place === 0 ? CHAIN_START : chain[place - 1] ?? CHAIN_START;
      const { at, deskId, kind, registrationNo, payload } = chain[place] as AuditEvent;
      const forged = linkEvent(before, { at, deskId, kind, registrationNo, payload, staffId: 'somebody' }, hashEvent);
      const finding = await verify(replaced(chain, place, { ...forged }));
      expect(finding.firstBroken).toBe(place === chain.length - 1 ? null : place + 2);
    }));
  });

  test('names the place of an event that was taken out, put in twice, or moved', async () => {
    await fc.assert(fc.asyncProperty(CHAIN_AND_PLACE, async ([chain, place]) => {
      const last = place === chain.length - 1;
      const event = chain[place] as AuditEvent;
      expect((await verify(chain.toSpliced(place, 1))).firstBroken).toBe(last ? null : place + 1);
      expect((await verify(chain.toSpliced(place, 0, event))).firstBroken).toBe(place + 2);
      if (!last) expect((await verify(chain.toSpliced(place, 2, chain[place + 1] as AuditEvent, event))).firstBroken).toBe(place + 1);
    }));
  });

  test('does not follow from a head of another chain', async () => {
    const chain = chainOf(['a', 'b', 'c']);
    expect((await verify(chain.slice(1), { seq: 1, hash: 'e'.repeat(64) })).firstBroken).toBe(2);
  });
});
