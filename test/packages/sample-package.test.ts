import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fontFiles } from '../../src-main/documents/fonts';
import { registrationCodes } from '../../src-main/domain/registration-codes';
import { checkRegistrationRow } from '../../src-main/domain/registration-row';
import { rasterise } from '../../src-main/images/rasterise';
import { openRegistrationPackage, readPackageHead } from '../../src-main/packages/registration-package';
import { readCandidates } from '../../src-main/packages/registration-table';
import type { DrawImages } from '../../src-main/packages/sample-images';
import { writeSamplePackage, type SampleOrder } from '../../src-main/packages/sample-package';
import { sampleStory } from '../../src-main/packages/sample-story';
import { tables } from '../support/default-policy';

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Stands in for drawing where only the package matters: a JPEG's first and last marker around the drawing's digest. */
const drawDigest: DrawImages = (svg, options) => Promise.resolve(Buffer.concat([Buffer.from([0xff, 0xd8]), createHash('sha256').update(svg + JSON.stringify(options)).digest(), Buffer.from([0xff, 0xd9])]));

function order(out: string, change: Partial<SampleOrder> = {}): SampleOrder {
  return { out: join(scratch, out), candidates: 24, examYear: 2026, tables, fontFiles: fontFiles('resources'), draw: drawDigest, seed: 1, ...change };
}

async function written(out: string, change: Partial<SampleOrder> = {}) {
  const made = await writeSamplePackage(order(out, change));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

async function digestsOf(folder: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const pairs = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), createHash('sha256').update(await readFile(path)).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

async function manifestOf(folder: string) {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { packageId: string; candidates: { rows: number }; files: { path: string; bytes: number; sha256: string }[] };
}

describe('the sample as it is drawn', () => {
  let folder = '';
  let images: { path: string; bytes: number; width: number; height: number; orientation: number; format: string }[] = [];

  beforeAll(async () => {
    folder = (await written('drawn', { draw: rasterise })).out;
    const paths = Object.keys(await digestsOf(folder)).filter((path) => path.endsWith('.jpg'));
    images = await Promise.all(paths.map(async (path) => {
      const { width, height, orientation = 1, format } = await sharp(join(folder, path)).metadata();
      return { path, bytes: (await stat(join(folder, path))).size, width, height, orientation, format };
    }));
  }, 120_000);

  const story = sampleStory(2026, tables);
  const imageOf = (no: string | undefined, name: string): string => `images/${no}/${name}`;

  it('holds JPEG images of 900 to 1400 pixels and one larger, and photos under 30 KB', () => {
    expect(new Set(images.map((image) => image.format))).toEqual(new Set(['jpeg']));
    const edges = images.filter((image) => image.path.startsWith('images/')).map((image) => [image.path, Math.max(image.width, image.height)] as const);
    expect(edges.filter(([, edge]) => edge < 900 || edge > 1400).map(([path]) => path)).toEqual([imageOf(story.bySituation.largeImage[0], 'TRIAL_1.jpg')]);
    expect(images.filter((image) => image.path.startsWith('photos/') && image.bytes >= 30_000)).toEqual([]);
  });

  it('has exactly one image over 200 KB and exactly one that lies on its side', () => {
    expect(images.filter((image) => image.bytes > 204_800).map((image) => image.path)).toEqual([imageOf(story.bySituation.largeImage[0], 'TRIAL_1.jpg')]);
    expect(images.filter((image) => image.orientation !== 1).map(({ path, orientation }) => [path, orientation])).toEqual([[imageOf(story.bySituation.rotatedImage[0], 'DIPLOMA_1.jpg'), 6]]);
  });

  it('blurs the image that the online review sent back', async () => {
    const sharpness = async (no: string | undefined): Promise<number> => (await sharp(join(folder, imageOf(no, 'EDU_1.jpg'))).stats()).sharpness;
    expect(await sharpness(story.bySituation.returnedImage[0])).toBeLessThan((await sharpness(story.hero.registrationNo)) / 2);
  });

  it('draws every person and every paper differently, but for the licence that colleagues share', async () => {
    const byDigest = Map.groupBy(Object.entries(await digestsOf(folder)).filter(([path]) => path.endsWith('.jpg')), ([, digest]) => digest);
    const shared = [...byDigest.values()].filter((group) => group.length > 1).flat().map(([path]) => path);
    const twins = story.bySituation.twin.map((no) => `photos/${no}.jpg`);
    expect(shared.filter((path) => !path.endsWith('/LICENCE_1.jpg') && !twins.includes(path)).every((path) => /^photos\/|\/ID_2\.jpg$/.test(path))).toBe(true);
  });

  it('is opened and read by the import without a problem', async () => {
    const opened = await openRegistrationPackage(folder);
    const container = opened.ok ? opened.value : expect.fail(opened.error.code);
    const head = await readPackageHead(container, { knownMaterials: new Set(Object.keys(tables.policyDefaults.materials)), senders: [] });
    expect(head.problems).toEqual([]);
    const file = head.files.find(({ path }) => path === 'candidates.csv');
    if (file?.entry == null) return expect.fail('no table');
    const codes = registrationCodes(tables, tables.policyDefaults.categories);
    const found: [string | null, string][] = [];
    const end = await readCandidates(container, { ...file, entry: file.entry }, 'utf-8', (row) => {
      const checked = checkRegistrationRow(row, codes);
      found.push(...checked.problems.map((each): [string | null, string] => [checked.registrationNo, each.code]));
    });
    await container.close();
    expect(end).toEqual({ rows: 24, problems: [] });
    expect(found).toEqual([[story.bySituation.untypedCharacter[0], 'untyped-character']]);
  });
});

describe('the package', () => {
  it('lists every file but the manifest with its size and digest', async () => {
    const made = await written('listed');
    const { files, ...head } = await manifestOf(made.out);
    const present = Object.entries(await digestsOf(made.out)).filter(([path]) => path !== 'manifest.json');
    expect(Object.fromEntries(files.map((file) => [file.path, file.sha256]))).toEqual(Object.fromEntries(present));
    expect(made).toMatchObject({ files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0), packageId: head.packageId, candidates: 24, withImages: 24 });
    expect(head).toMatchObject({
      format: 'countersign.registration-package', version: 1, createdAt: '2026-02-20T08:00:00+08:00', exam: { name: '医师资格考试', year: 2026 },
      zone: { code: '99', name: '测试考区' }, site: { code: '9901', name: '测试考点' }, candidates: { file: 'candidates.csv', encoding: 'utf-8', rows: 24 },
    });
  });

  it('is the same, byte for byte, for the same seed, and another for another seed', async () => {
    const [first, again, other] = await Promise.all([written('first', { candidates: 40 }), written('again', { candidates: 40 }), written('other', { candidates: 40, seed: 2 })]);
    expect(await digestsOf(again.out)).toEqual(await digestsOf(first.out));
    expect(await digestsOf(other.out)).not.toEqual(await digestsOf(first.out));
    expect(other.packageId).not.toBe(first.packageId);
  });

  it('can be one ZIP file with the same content', async () => {
    const [zip, again, folder] = await Promise.all([written('one.zip'), written('two.zip'), written('three')]);
    expect(await readFile(zip.out)).toEqual(await readFile(again.out));
    const opened = await openRegistrationPackage(zip.out);
    const container = opened.ok ? opened.value : expect.fail(opened.error.code);
    const paths = container.entries.map((entry) => entry.path);
    await container.close();
    expect(paths.toSorted()).toEqual(Object.keys(await digestsOf(folder.out)).toSorted());
    expect(paths[0]).toBe('manifest.json');
    expect((await readdir(scratch)).filter((name) => name.includes('partial'))).toEqual([]);
  });
});

describe('a large package', () => {
  it('draws 32 people at the most, and gives every other person images that are files of their own', async () => {
    const drawn = new Set<string>();
    const made = await written('large', { candidates: 200, draw: (svg, options) => (drawn.add(svg), drawDigest(svg, options)) });
    const small = new Set<string>();
    await written('small', { candidates: 32, draw: (svg, options) => (small.add(svg), drawDigest(svg, options)) });
    expect(drawn).toEqual(small);
    const { files } = await manifestOf(made.out);
    const ordinary = files.filter((file) => Number(/\d{14}/.exec(file.path)?.[0] ?? 0) > 20269901000032);
    expect(ordinary.length).toBeGreaterThan(1000);
    expect(new Set(ordinary.map((file) => file.sha256)).size).toBe(ordinary.length);
  });

  it('stops giving images where it is told, and registers everybody all the same', async () => {
    const made = await written('sparse', { candidates: 500, withImages: 30 });
    const { files, candidates } = await manifestOf(made.out);
    expect(new Set(files.filter((file) => file.path.startsWith('photos/')).map((file) => file.path)).size).toBe(30);
    expect(candidates.rows).toBe(500);
    expect((await readFile(join(made.out, 'candidates.csv'), 'utf8')).trimEnd().split('\r\n')).toHaveLength(501);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await written('told', { candidates: 30, onProgress: (done) => told.push(done) });
    expect(told).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });
});

describe('nothing is written', () => {
  it('over what is there', async () => {
    await mkdir(join(scratch, 'there'));
    expect(await writeSamplePackage(order('there'))).toEqual({ ok: false, error: { code: 'out-exists', out: join(scratch, 'there') } });
    expect(await readdir(join(scratch, 'there'))).toEqual([]);
  });

  it('for fewer than the 24 people of the story', async () => {
    expect(await writeSamplePackage(order('few', { candidates: 23 }))).toEqual({ ok: false, error: { code: 'too-few-candidates', least: 24 } });
    expect(existsSync(join(scratch, 'few'))).toBe(false);
  });

  it('when the drawing fails half-way: no package, and nothing left beside it', async () => {
    const draw: DrawImages = (svg, options) => (svg.length % 7 === 0 ? Promise.reject(new Error('image process died')) : drawDigest(svg, options));
    await expect(writeSamplePackage(order('torn', { draw }))).rejects.toThrow('image process died');
    expect((await readdir(scratch)).filter((name) => name.startsWith('torn'))).toEqual([]);
  });
});
