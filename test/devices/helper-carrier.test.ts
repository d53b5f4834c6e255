import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { helperCarrier } from '../../src-main/devices/carriers/helper-carrier';
import { frameOf, LineCutter, readHelperLine, requestIn } from '../../src-main/devices/carriers/helper-lines';
import { encodeAnswer } from '../../src-main/devices/sam-answers';
import { encodeRequest } from '../../src-main/devices/sam-requests';
import { pseudoPhoto, simulatedCard, textAndPhotoData } from '../../src-main/devices/simulated/simulated-card';
import { isState, sessionOn, type SessionOnCarrier } from '../support/reader-session';
import { citizenCard } from '../support/simulated-card-reader';

const SAMPLE = resolve(import.meta.dirname, '../../resources/readers/sample-helper.mjs');
const NOBODY = { onBytes: () => {}, onClosed: () => {} };
const toEnd: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

async function program(source: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reader-helper-'));
  toEnd.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'helper.mjs');
  await writeFile(file, source);
  return [process.execPath, file];
}

function desk(command: readonly string[]): SessionOnCarrier {
  const started = sessionOn(helperCarrier(command));
  toEnd.push(() => started.session.dispose());
  return started;
}

describe("a helper of the site's", () => {
  it('reads a card by the sample program', async () => {
    const { reads, devices, until } = desk([process.execPath, SAMPLE]);
    await until((_status, all) => all.length === 1);
    expect(reads[0]).toMatchObject({ card: citizenCard(), samId: '05.02-20200101-0001234567-0305419896' });
    expect(devices.find((device) => device !== null)).toMatchObject({ way: 'helper', model: 'Sample helper' });
    await until(isState('mustLift'));
  }, 20_000);

  it('that dies is told as absent and started again', async () => {
    const { until } = desk(await program("console.log(JSON.stringify({ helper: 1, reader: 'R' })); process.stdin.once('data', () => process.exit(3));"));
    await until(isState('connecting'));
    await until(isState('absent'));
    await until(isState('connecting'));
  }, 20_000);

  it('that says its reader is gone is told as absent', async () => {
    const { until } = desk(await program("console.log(JSON.stringify({ helper: 1, reader: 'R' })); process.stdin.once('data', () => console.log(JSON.stringify({ gone: true })));"));
    await until(isState('connecting'));
    await until(isState('absent'));
  }, 20_000);

  it('that finds no reader has none', async () => {
    const command = await program("console.log(JSON.stringify({ helper: 1, reader: null })); setInterval(() => {}, 1000);");
    expect(await helperCarrier(command)(NOBODY)).toEqual({ ok: false, error: { code: 'no-reader' } });
  });

  it('that ends without a word has no reader', async () => {
    expect(await helperCarrier(await program('process.exit(0);'))(NOBODY)).toEqual({ ok: false, error: { code: 'no-reader' } });
  });

  it('that is not there is a driver that is missing', async () => {
    expect(await helperCarrier(['/nowhere/helper'])(NOBODY)).toEqual({ ok: false, error: { code: 'driver-missing' } });
  });

  it('that answers another request than the newest is not heard', async () => {
    const { session, until } = desk(await program(`
      console.log(JSON.stringify({ helper: 1, reader: 'R' }));
      process.stdin.on('data', () => console.log(JSON.stringify({ id: 999, status: '9F', data: 'AAAAAA==' })));`));
    await until((status) => status.state === 'faulty');
    expect(session.status()).toEqual({ state: 'faulty', reason: 'silent' });
  }, 20_000);
});

describe('lines of a helper', () => {
  it('are asked for by the name of the request', () => {
    expect([requestIn(encodeRequest('find')), requestIn(encodeRequest('read')), requestIn(Uint8Array.of(1, 2))]).toEqual(['find', 'read', null]);
  });

  it('become the frame that a reader would have sent', () => {
    const card = simulatedCard(citizenCard());
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    expect(frameOf({ id: 1, status: '90', text: base64(card.text), photo: base64(pseudoPhoto()) })).toEqual(encodeAnswer(0x90, textAndPhotoData(card)));
    expect(frameOf({ id: 1, status: '9f', data: 'AAAAAA==' })).toEqual(encodeAnswer(0x9f, new Uint8Array(4)));
  });

  it.each(['', '{}', 'null', '{"helper":2,"reader":"R"}', '{"id":1,"status":"900"}', '{"id":1,"status":"90","data":"!"}', '{"id":1,"status":"90","secret":1}'])('that say %s count for nothing', (line) => {
    expect(readHelperLine(line)).toBeNull();
  });

  it('come whole however they are cut, and one that never ends takes no memory', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\n', '')), { maxLength: 10 }), fc.integer({ min: 1, max: 20 }), (lines, size) => {
      const cutter = new LineCutter();
      const text = lines.map((line) => `${line}\n`).join('');
      const found: string[] = [];
      for (let at = 0; at < text.length; at += size) found.push(...cutter.push(text.slice(at, at + size)));
      expect(found).toEqual(lines);
    }), { numRuns: 100 });
    const cutter = new LineCutter();
    for (let i = 0; i < 100; i++) expect(cutter.push('x'.repeat(1000))).toEqual([]);
    expect(cutter.push('tail\nnext\n')).toEqual(['next']);
  });
});
