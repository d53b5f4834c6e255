import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isChipPhoto, outsideDecoder } from '../../src-main/devices/chip-photo';
import { pseudoPhoto } from '../../src-main/devices/simulated/simulated-card';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chip-photo-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function picture(change: (view: DataView) => void = () => {}): Uint8Array {
  const bytes = new Uint8Array(38_862);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d, false);
  view.setInt32(18, 102, true);
  view.setInt32(22, 126, true);
  view.setUint16(28, 24, true);
  change(view);
  return bytes;
}

async function program(source: string): Promise<string> {
  const file = join(folder, `decoder-${Math.random()}.mjs`);
  await writeFile(file, `#!${process.execPath}\n${source}`);
  await chmod(file, 0o755);
  return file;
}

const HEAD = `const b = Buffer.alloc(38862); b.write('BM'); b.writeInt32LE(102, 18); b.writeInt32LE(126, 22); b.writeUInt16LE(24, 28);
const got = []; process.stdin.on('data', (d) => got.push(d));`;

describe('a picture out of a chip', () => {
  it('is a BMP of 102 by 126 in 24 bits, from the bottom or from the top', () => {
    expect([isChipPhoto(picture()), isChipPhoto(picture((view) => view.setInt32(22, -126, true)))]).toEqual([true, true]);
  });

  it.each([
    ['another width', picture((view) => view.setInt32(18, 1020, true))],
    ['another height', picture((view) => view.setInt32(22, 12_600, true))],
    ['eight bits', picture((view) => view.setUint16(28, 8, true))],
    ['compression', picture((view) => view.setUint32(30, 1, true))],
    ['another first word', picture((view) => view.setUint16(0, 0x8950, false))],
    ['too few bytes', picture().slice(0, 38_000)],
    ['nothing', new Uint8Array(0)],
  ])('is nothing with %s', (_what, bytes) => {
    expect(isChipPhoto(bytes)).toBe(false);
  });
});

describe.runIf(process.platform === 'linux')("a site's decoder", () => {
  it('gets the bytes of the chip and gives a picture', async () => {
    const decode = outsideDecoder(await program(`${HEAD} process.stdin.on('end', () => { b.write(String(Buffer.concat(got).length), 60); process.stdout.write(b); });`));
    const decoded = await decode(pseudoPhoto());
    expect(Buffer.from(decoded ?? []).subarray(60, 64).toString()).toBe('1024');
  });

  it.each([
    ['ends with a fault', `${HEAD} process.stdout.write(b, () => process.exit(1));`],
    ['writes something else', "process.stdout.write('no picture');"],
    ['writes without end', "setInterval(() => process.stdout.write(Buffer.alloc(65536)), 1);"],
    ['reads nothing and ends', 'process.exit(0);'],
    ['never ends', 'setInterval(() => {}, 1000);'],
  ])('that %s has decoded nothing', async (_what, source) => {
    expect(await outsideDecoder(await program(source), 700)(pseudoPhoto())).toBeNull();
  }, 10_000);

  it('that is not there has decoded nothing', async () => {
    expect(await outsideDecoder('/nowhere/decoder')(pseudoPhoto())).toBeNull();
  });
});
