import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fontFiles } from '../../src-main/documents/fonts';
import { createImageClient, type ImageClient } from '../../src-main/images/image-client';
import { builtEntry } from '../support/built-entry';
import { resourcesDir } from '../support/default-policy';
import { withTemporaryFolder } from '../support/temporary-store';
import { noisyImage, pngThatDeclares, testImage } from '../support/test-images';

let entry = '';
let client: ImageClient;
const fontFile = fontFiles(resourcesDir).regular;

beforeAll(async () => {
  entry = await builtEntry('src-main/images/image-process.ts');
  client = createImageClient({ nodePath: process.execPath, entry, fontFile });
}, 60_000);
afterAll(() => client.dispose());

function codeOf(outcome: { ok: true } | { ok: false; error: { code: string } }): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

/** Processes that this one started for images. */
function imageProcesses(): readonly number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(entry);
    } catch {
      return false;
    }
  });
}

describe('an image is judged', () => {
  test.each([
    ['a JPEG', {}, { mediaType: 'image/jpeg', width: 600, height: 500, orientation: 1 }],
    ['a PNG', { format: 'png' as const }, { mediaType: 'image/png', width: 600, height: 500, orientation: 1 }],
    ['a JPEG held sideways', { orientation: 6 }, { mediaType: 'image/jpeg', width: 600, height: 500, orientation: 6 }],
    ['a progressive JPEG', { progressive: true }, { mediaType: 'image/jpeg', width: 600, height: 500, orientation: 1 }],
    ['an interlaced PNG', { format: 'png' as const, progressive: true }, { mediaType: 'image/png', width: 600, height: 500, orientation: 1 }],
  ])('%s by what it is', async (_, draft, facts) => {
    expect(await client.probe(await testImage(draft))).toEqual({ ok: true, value: facts });
  });

  test('whatever it is, without an exception', async () => {
    const [jpeg, png] = [await noisyImage(500, 400), await testImage({ format: 'png' })];
    const hostile: readonly [string, Uint8Array, string][] = [
      ['nothing', new Uint8Array(), 'image-wrong-type'],
      ['text', Buffer.from('hello'), 'image-wrong-type'],
      ['a WebP', await testImage({ format: 'webp' }), 'image-wrong-type'],
      ['an SVG that asks for a file', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'), 'image-wrong-type'],
      ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), 'image-wrong-type'],
      ['the head of a JPEG', jpeg.subarray(0, 3), 'image-undecodable'],
      ['a JPEG head with noise behind it', Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(5000, 0x5a)]), 'image-undecodable'],
      ['half a JPEG', jpeg.subarray(0, jpeg.length / 2), 'image-undecodable'],
      ['a JPEG without its last 100 bytes', jpeg.subarray(0, jpeg.length - 100), 'image-undecodable'],
      ['half a PNG', png.subarray(0, png.length / 2), 'image-undecodable'],
      ['half an interlaced PNG', await testImage({ format: 'png', progressive: true }).then((bytes) => bytes.subarray(0, bytes.length / 2)), 'image-undecodable'],
      ['a PNG that declares 20 megapixels and holds none', await pngThatDeclares(5000, 4000), 'image-undecodable'],
      ['a PNG that declares 61 megapixels', await pngThatDeclares(7820, 7801), 'image-pixel-limit'],
      ['a PNG that declares 65500 × 65500', await pngThatDeclares(65_500, 65_500), 'image-pixel-limit'],
    ];
    const judged = await Promise.all(hostile.map(async ([name, bytes]) => [name, codeOf(await client.probe(bytes))]));
    expect(judged).toEqual(hostile.map(([name, , code]) => [name, code]));
  });

  test('with its size when that is too much', async () => {
    expect(await client.probe(await pngThatDeclares(10_000, 6_001))).toEqual({ ok: false, error: { code: 'image-pixel-limit', width: 10_000, height: 6_001 } });
  });

  test('in full at 56 megapixels, though it is a small file', async () => {
    const bomb = await sharp({ create: { width: 8000, height: 7000, channels: 3, background: '#fff' } }).png().toBuffer();
    expect([bomb.length < 500_000, codeOf(await client.probe(bomb))]).toEqual([true, 'ok']);
  }, 30_000);

  test('changed in any byte, without costing the process', async () => {
    const [before] = imageProcesses();
    const jpeg = await noisyImage(64, 64);
    await Promise.all(Array.from({ length: 150 }, (_, i) => {
      const changed = Buffer.from(jpeg);
      changed[(i * 7) % changed.length] = (i * 31) & 0xff;
      return client.probe(changed);
    }));
    expect(imageProcesses()).toEqual([before]);
  });
});

describe('a derivative is drawn', () => {
  const OPTIONS = { maxEdge: 300, watermark: null, rotate: 0, format: 'jpeg' } as const;

  async function drawn(bytes: Uint8Array, options: Parameters<ImageClient['render']>[1]): Promise<Uint8Array> {
    const outcome = await client.render(bytes, options);
    if (!outcome.ok) throw new Error(outcome.error.code);
    return outcome.value;
  }

  test.each([
    ['fitted', {}, OPTIONS, [300, 250]],
    ['upright', { orientation: 6 }, OPTIONS, [250, 300]],
    ['turned on top of that', { orientation: 6 }, { ...OPTIONS, rotate: 90 as const }, [300, 250]],
    ['turned', {}, { ...OPTIONS, rotate: 270 as const }, [250, 300]],
    ['no larger than it was', {}, { ...OPTIONS, maxEdge: 5000 }, [600, 500]],
    ['with a watermark', { format: 'png' as const }, { ...OPTIONS, watermark: { text: '仅用于现场审核' } }, [300, 250]],
  ])('%s', async (_, draft, options, size) => {
    const { format, width, height, orientation, exif } = await sharp(await drawn(await testImage(draft), options)).metadata();
    expect({ format, size: [width, height], orientation, exif }).toEqual({ format: 'jpeg', size, orientation: undefined, exif: undefined });
  });

  test('with a watermark that is seen everywhere on light and dark, and hides nothing', async () => {
    for (const shade of [255, 20]) {
      const plain = await sharp({ create: { width: 800, height: 600, channels: 3, background: { r: shade, g: shade, b: shade } } }).png().toBuffer();
      const marked = await drawn(plain, { ...OPTIONS, maxEdge: 800, watermark: { text: '仅用于 2026 年医师资格考试现场审核 测试考点' } });
      for (const quarter of [[0, 0], [400, 0], [0, 300], [400, 300]] as const) {
        const { channels: [grey] } = await sharp(marked).extract({ left: quarter[0], top: quarter[1], width: 400, height: 300 }).greyscale().stats();
        expect(grey?.stdev).toBeGreaterThan(1);
        expect(Math.abs((grey?.mean ?? 0) - shade)).toBeLessThan(15);
        expect((grey?.max ?? 0) - (grey?.min ?? 0)).toBeLessThan(90);
      }
    }
  });

  test('not at all of what is no image, or without a font for its watermark', async () => {
    const bare = createImageClient({ nodePath: process.execPath, entry });
    const image = await testImage();
    const codes = [
      codeOf(await client.render(Buffer.from('x'), OPTIONS)), codeOf(await client.render(image.subarray(0, 400), OPTIONS)),
      codeOf(await bare.render(image, { ...OPTIONS, watermark: { text: 'x' } })), codeOf(await bare.render(image, OPTIONS)),
    ];
    await bare.dispose();
    expect(codes).toEqual(['image-wrong-type', 'image-undecodable', 'watermark-font-missing', 'ok']);
  });

  test('from our own drawing', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#fff"/></svg>';
    const outcome = await client.rasterise(svg, { format: 'png', quality: 80 });
    expect(outcome.ok && (await sharp(outcome.value).metadata())).toMatchObject({ format: 'png', width: 40, height: 20 });
  });
});

describe('the image process', () => {
  test('killed in the middle comes back, and every image is answered', async () => {
    const own = createImageClient({ nodePath: process.execPath, entry, sideBySide: 3 });
    const [first] = [await own.probe(await testImage()), imageProcesses().length];
    const images = await Promise.all(Array.from({ length: 12 }, (_, i) => noisyImage(900, 700, i + 1)));
    const before = imageProcesses();
    const answers = images.map((bytes) => own.probe(bytes));
    for (const pid of before.filter((candidate) => !sharedPids.has(candidate))) process.kill(pid, 'SIGKILL');
    expect([codeOf(first), (await Promise.all(answers)).map(codeOf)]).toEqual(['ok', Array.from({ length: 12 }, () => 'ok')]);
    await own.dispose();
  });

  test('that cannot be started is told as such, and asked again later', async () => {
    const own = createImageClient({ nodePath: '/nowhere/node', entry });
    const image = await testImage();
    expect([codeOf(await own.probe(image)), codeOf(await own.probe(image))]).toEqual(['image-process-unavailable', 'image-process-unavailable']);
    await own.dispose();
  });

  test('ends with its client, and answers what was under way', async () => {
    const own = createImageClient({ nodePath: process.execPath, entry });
    await own.probe(await testImage());
    const count = imageProcesses().length;
    const answer = own.probe(await noisyImage(900, 700));
    await own.dispose();
    expect([codeOf(await answer), codeOf(await own.probe(await testImage())), imageProcesses().length]).toEqual(['image-client-disposed', 'image-client-disposed', count - 1]);
  });
});

/** The client that all other tests share. */
const sharedPids = new Set<number>();
beforeAll(async () => {
  await client.probe(await testImage());
  for (const pid of imageProcesses()) sharedPids.add(pid);
});

/** A stand-in for the process that does as the image's first byte says: echo facts, die, hang, or talk nonsense. */
const OBEDIENT = `
import { readFileSync } from 'node:fs';
let pending = Buffer.alloc(0);
const say = (json) => { const text = Buffer.from(JSON.stringify(json)); const head = Buffer.alloc(8); head.writeUInt32BE(text.length, 0); process.stdout.write(Buffer.concat([head, text])); };
process.stdin.on('end', () => process.exit());
process.stdin.on('data', (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  while (pending.length >= 8) {
    const [json, bytes] = [pending.readUInt32BE(0), pending.readUInt32BE(4)];
    if (pending.length < 8 + json + bytes) return;
    const { id } = JSON.parse(pending.toString('utf8', 8, 8 + json));
    const wish = String.fromCharCode(pending[8 + json]);
    pending = pending.subarray(8 + json + bytes);
    if (wish === 'D') process.exit(1);
    if (wish === 'H') continue;
    if (wish === 'N') { process.stdout.write('nonsense that is no frame'); continue; }
    if (wish === 'L') { say({ kind: 'probed', id, facts: { mediaType: 'image/jpeg', width: -1, height: 'x', orientation: 9 } }); continue; }
    say({ kind: 'probed', id, facts: { mediaType: 'image/jpeg', width: 1, height: 1, orientation: 1 } });
  }
});
say({ kind: 'hello' });
`;

describe('the client of an image process', () => {
  function withObedient(work: (own: ImageClient) => Promise<void>, timeoutMs = 20_000): Promise<void> {
    return withTemporaryFolder(async (dir) => {
      const file = join(dir, 'obedient.mjs');
      await writeFile(file, OBEDIENT);
      const own = createImageClient({ nodePath: process.execPath, entry: file, timeoutMs });
      await work(own).finally(() => own.dispose());
    });
  }
  const wish = (own: ImageClient, letter: string): Promise<string> => own.probe(Buffer.from(letter)).then(codeOf);

  test('knows the image that kills the process, and blames no other', async () => {
    await withObedient(async (own) => {
      expect(await Promise.all([...'GGDGGGDG'].map((letter) => wish(own, letter)))).toEqual(['ok', 'ok', 'image-process-died', 'ok', 'ok', 'ok', 'image-process-died', 'ok']);
    });
  });

  test('waits for an image no longer than it may, and blames no other', async () => {
    await withObedient(async (own) => {
      const slow = await Promise.all([...'GHGG'].map((letter) => wish(own, letter)));
      expect(slow).toEqual(['ok', 'image-timeout', 'ok', 'ok']);
    }, 700);
  });

  test.each(['N', 'L'])('does not believe a process that says %s', async (letter) => {
    await withObedient(async (own) => {
      expect([await wish(own, letter), await wish(own, 'G')]).toEqual(['image-process-died', 'ok']);
    });
  });
});
