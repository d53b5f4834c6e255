import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findSiteProblems, fileProblemsAfterReading, openRegistrationPackage, readPackageHead, type PackageHead } from '../../src-main/packages/registration-package';
import { VerifiedEntry } from '../../src-main/packages/registration-entry';
import type { SenderKey } from '../../src-main/packages/registration-signature';
import { hostileZip, type HostileEntry } from '../support/hostile-zip';
import { candidate, changeManifest, packageFiles, writeFolderPackage, writeZipPackage, type PackageFiles } from '../support/registration-package';
import { withTemporaryFolder } from '../support/temporary-store';

const KNOWN_MATERIALS = new Set(['ID', 'DIPLOMA', 'OTHER']);
const IMAGE = 'images/20269901000001/ID_1.jpg';
const FORMS = ['folder', 'zip'] as const;
type Form = (typeof FORMS)[number];

function write(dir: string, form: Form, files: PackageFiles): Promise<string> {
  return form === 'folder' ? writeFolderPackage(join(dir, 'package'), files) : writeZipPackage(join(dir, 'package.zip'), files);
}

/** Reads a package to its end, as an import that is only interested in what is wrong with it. */
async function problemsOf(path: string): Promise<readonly string[]> {
  const opened = await openRegistrationPackage(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const container = opened.value;
  const head = await readPackageHead(container, { knownMaterials: KNOWN_MATERIALS, senders: [] });
  const problems = [...head.problems];
  for (const file of head.files) {
    if (file.entry !== null) problems.push(...fileProblemsAfterReading(file, await new VerifiedEntry(container, file.entry).verify()));
  }
  await container.close();
  return problems.map(({ code, path: at }) => (at === null ? code : `${code} ${at}`)).toSorted();
}

async function headOf(path: string, senders: readonly SenderKey[] = []): Promise<PackageHead> {
  const opened = await openRegistrationPackage(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const head = await readPackageHead(opened.value, { knownMaterials: KNOWN_MATERIALS, senders });
  await opened.value.close();
  return head;
}

describe.each(FORMS)('a package as a %s', (form) => {
  const judged = (files: PackageFiles): Promise<readonly string[]> => withTemporaryFolder(async (dir) => problemsOf(await write(dir, form, files)));

  test('that agrees with its manifest has nothing against it', async () => {
    expect(await judged(packageFiles({ files: { [IMAGE]: Buffer.from('image'), 'photos/20269901000001.jpg': Buffer.from('photo'), 'policy.json': Buffer.from('{}') } }))).toEqual([]);
  });

  test.each<[string, (files: PackageFiles) => PackageFiles, readonly string[]]>([
    ['without a manifest', (files) => (files.delete('manifest.json'), files), ['no-manifest manifest.json']],
    ['whose manifest is no JSON', (files) => files.set('manifest.json', Buffer.from('{')), ['bad-manifest manifest.json']],
    ['whose manifest is no UTF-8', (files) => files.set('manifest.json', Buffer.from([0x7b, 0xff, 0x7d])), ['bad-manifest manifest.json']],
    ['whose manifest is a list', (files) => files.set('manifest.json', Buffer.from('[]')), ['bad-manifest manifest.json']],
    ['of another format', (files) => changeManifest(files, (m) => ({ ...m, format: 'other' })), ['unknown-format manifest.json']],
    ['of a later version', (files) => changeManifest(files, (m) => ({ ...m, version: 2 })), ['unknown-version manifest.json']],
    ['without a site', (files) => changeManifest(files, (m) => ({ ...m, site: undefined })), ['bad-manifest manifest.json']],
    ['made at no time', (files) => changeManifest(files, (m) => ({ ...m, createdAt: '2026-02-20' })), ['bad-manifest manifest.json']],
    ['whose id is no UUID', (files) => changeManifest(files, (m) => ({ ...m, packageId: 'first' })), ['bad-manifest manifest.json']],
    ['whose table is an XLSX', (files) => changeManifest(files, (m) => ({ ...m, candidates: { file: 'candidates.xlsx', rows: 2 } })), ['missing-file candidates.xlsx', 'unknown-format candidates.xlsx']],
    ['whose table has another name', (files) => changeManifest(files, (m) => ({ ...m, candidates: { file: 'people.csv', rows: 2 } })), ['bad-manifest manifest.json', 'missing-file people.csv']],
    ['that lacks a listed file', (files) => (files.delete(IMAGE), files), [`missing-file ${IMAGE}`]],
    ['that holds a file which nobody listed', (files) => files.set('images/20269901000001/ID_2.jpg', Buffer.from('x')), ['unlisted-file images/20269901000001/ID_2.jpg']],
    ['with a file that has become longer', (files) => files.set(IMAGE, Buffer.from('image!')), [`size-mismatch ${IMAGE}`]],
    ['with a file that has become shorter', (files) => files.set(IMAGE, Buffer.from('imag')), [`size-mismatch ${IMAGE}`]],
    ['with a file that was changed', (files) => files.set(IMAGE, Buffer.from('imagE')), [`digest-mismatch ${IMAGE}`]],
    ['whose manifest lists itself', (files) => changeManifest(files, (m) => ({ ...m, files: [...(m['files'] as unknown as unknown[]), { path: 'manifest.json', bytes: 1, sha256: '0'.repeat(64) }] })), ['bad-manifest manifest.json']],
  ])('%s is refused for that', async (_, spoil, expected) => {
    expect(await judged(spoil(packageFiles({ files: { [IMAGE]: Buffer.from('image') } })))).toEqual(expected);
  });

  test('with several faults is refused for every one of them', async () => {
    const files = packageFiles({ files: { [IMAGE]: Buffer.from('image'), 'photos/20269901000001.jpg': Buffer.from('photo'), 'policy.json': Buffer.from('{}') } });
    files.delete('policy.json');
    files.set(IMAGE, Buffer.from('imagE')).set('photos/20269901000001.jpg', Buffer.from('photos')).set('photos/20269901000002.jpg', Buffer.from('x'));
    expect(await judged(files)).toEqual([
      `digest-mismatch ${IMAGE}`, 'missing-file policy.json', 'size-mismatch photos/20269901000001.jpg', 'unlisted-file photos/20269901000002.jpg',
    ]);
  });

  test.each([
    'images/20269901000001/身份证_1.jpg', 'images/20269901000001/ID 1.jpg', 'images/20269901000001/CON.jpg', 'aux.csv', 'images/nul/ID_1.jpg', 'photos/20269901000001.jpg.',
    'images/ID_1.jpg', 'images/20269901000001/ID_0.jpg', 'images/20269901000001/ID_01.jpg', 'images/20269901000001/ID_1.gif', 'images/20269901000001/ID_1.JPG',
    'images/20269901000001/PAPER_1.jpg', 'photos/20269901000001.png', 'images/990000200001010012/ID_1.jpg',
  ])('refuses the path %s', async (path) => {
    expect(await judged(packageFiles({ files: { [path]: Buffer.from('x') } }))).toEqual([`bad-path ${path}`]);
  });

  test.each([
    ['images/20269901000001/ID_1.jpg', 'images/20269901000001/ID_1.png'],
    ['photos/2026A.jpg', 'photos/2026a.jpg'],
  ])('refuses %s beside %s', async (first, second) => {
    expect(await judged(packageFiles({ files: { [first]: Buffer.from('x'), [second]: Buffer.from('y') } }))).toEqual([`duplicate-entry ${second}`]);
  });

  test('names the sender whose key it knows, and nobody otherwise', async () => {
    const [known, unknown] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
    const senders = [{ name: '测试考区', publicPem: known.publicKey.export({ type: 'spki', format: 'pem' }).toString() }];
    await withTemporaryFolder(async (dir) => {
      const files = packageFiles();
      const manifest = files.get('manifest.json') ?? Buffer.alloc(0);
      const senderOf = async (name: string, signature: Buffer | null): Promise<string | null> => {
        const path = await write(await subfolder(dir, name), form, signature === null ? files : new Map(files).set('manifest.sig', signature));
        return (await headOf(path, senders)).sender;
      };
      expect([
        await senderOf('signed', sign(null, manifest, known.privateKey)),
        await senderOf('other', sign(null, manifest, unknown.privateKey)),
        await senderOf('short', Buffer.alloc(10)),
        await senderOf('unsigned', null),
      ]).toEqual(['测试考区', null, null, null]);
    });
  });
});

async function subfolder(dir: string, name: string): Promise<string> {
  const path = join(dir, name);
  await mkdir(path);
  return path;
}

describe('a folder', () => {
  test('with a link is refused, and the link is not followed', async () => {
    await withTemporaryFolder(async (dir) => {
      const files = packageFiles({ files: { [IMAGE]: Buffer.from('image') } });
      files.delete(IMAGE);
      const root = await writeFolderPackage(join(dir, 'package'), files);
      await writeFile(join(dir, 'outside.jpg'), 'image');
      await mkdir(join(root, 'images/20269901000001'), { recursive: true });
      await symlink(join(dir, 'outside.jpg'), join(root, IMAGE));
      expect(await problemsOf(root)).toEqual([`link ${IMAGE}`, `missing-file ${IMAGE}`]);
    });
  });

  test('that leads through a linked folder is refused', async () => {
    await withTemporaryFolder(async (dir) => {
      const root = await writeFolderPackage(join(dir, 'package'), packageFiles());
      await mkdir(join(dir, 'elsewhere'));
      await symlink(join(dir, 'elsewhere'), join(root, 'images'));
      expect(await problemsOf(root)).toEqual(['link images']);
    });
  });

  test('that is not there is trouble, not a package', async () => {
    expect(await openRegistrationPackage('/nowhere/package')).toEqual({ ok: false, error: { code: 'package-missing', path: '/nowhere/package' } });
  });
});

describe('a hostile zip', () => {
  const judged = (bytes: Buffer): Promise<readonly string[]> => withTemporaryFolder(async (dir) => {
    const file = join(dir, 'package.zip');
    await writeFile(file, bytes);
    return problemsOf(file);
  });
  const withFiles = (files: PackageFiles, more: readonly HostileEntry[] = []): Buffer => hostileZip([...[...files].map(([name, data]) => ({ name, data })), ...more]);

  async function bytesReadOf(bytes: Buffer, path: string): Promise<number> {
    return withTemporaryFolder(async (dir) => {
      await writeFile(join(dir, 'package.zip'), bytes);
      const opened = await openRegistrationPackage(join(dir, 'package.zip'));
      const entry = opened.ok ? opened.value.entries.find((candidate) => candidate.path === path) : undefined;
      if (!opened.ok || entry === undefined) throw new Error('no entry');
      let read = 0;
      for await (const chunk of opened.value.read(entry)) read += chunk.length;
      await opened.value.close();
      return read;
    });
  }

  test('written here by hand is read like any other', async () => {
    expect(await judged(withFiles(packageFiles({ files: { [IMAGE]: Buffer.from('image') } })))).toEqual([]);
  });

  test.each<[string, Buffer]>([
    ['an empty file', Buffer.alloc(0)],
    ['noise', Buffer.alloc(5000, 0x37)],
    ['the first half of a zip', (() => { const whole = withFiles(packageFiles()); return whole.subarray(0, whole.length / 2); })()],
  ])('that is %s is broken', async (_, bytes) => {
    expect(await judged(bytes)).toEqual(['broken-zip']);
  });

  test('whose directory ends early is broken', async () => {
    const whole = withFiles(packageFiles());
    whole.writeUInt16LE(9, whole.length - 22 + 8);
    whole.writeUInt16LE(9, whole.length - 22 + 10);
    expect(await judged(whole)).toEqual(['broken-zip']);
  });

  test.each(['../outside.jpg', '/etc/passwd', 'images//ID_1.jpg', 'images/./ID_1.jpg', 'images\\20269901000001\\ID_1.jpg', 'C:/x.jpg', 'images/2026/../../x.jpg'])('cannot bring in the path %s', async (name) => {
    expect(await judged(withFiles(packageFiles(), [{ name, data: Buffer.from('x') }]))).toEqual([`bad-path ${name}`, `unlisted-file ${name}`]);
  });

  test('that holds a file twice is refused', async () => {
    const files = packageFiles({ files: { [IMAGE]: Buffer.from('image') } });
    expect(await judged(withFiles(files, [{ name: IMAGE, data: Buffer.from('image') }]))).toEqual([`duplicate-entry ${IMAGE}`]);
  });

  test('that holds a link is refused', async () => {
    const files = packageFiles();
    expect(await judged(withFiles(files, [{ name: IMAGE, data: Buffer.from('/etc/passwd'), mode: 0o120777 }]))).toEqual([`link ${IMAGE}`]);
  });

  test('that holds a device is refused', async () => {
    expect(await judged(withFiles(packageFiles(), [{ name: IMAGE, mode: 0o060644 }]))).toEqual([`bad-path ${IMAGE}`]);
  });

  test('whose file unpacks beyond its declared size is read no further than that', async () => {
    const files = packageFiles({ files: { [IMAGE]: Buffer.alloc(1000) } });
    files.delete(IMAGE);
    const bomb = withFiles(files, [{ name: IMAGE, data: Buffer.alloc(16 * 1024 * 1024), declared: 1000 }]);
    expect(await judged(bomb)).toEqual([`entry-too-large ${IMAGE}`]);
    expect(await bytesReadOf(bomb, IMAGE)).toBeLessThan(100_000);
  });

  test('whose stored file is longer than it declares is refused', async () => {
    const files = packageFiles({ files: { [IMAGE]: Buffer.from('image') } });
    files.delete(IMAGE);
    expect(await judged(withFiles(files, [{ name: IMAGE, data: Buffer.from('image and more'), declared: 5, method: 0 }]))).toEqual([`entry-too-large ${IMAGE}`]);
  });

  test('whose files share their data is refused', async () => {
    const data = Buffer.from('image');
    const files = packageFiles({ files: { [IMAGE]: data, 'images/20269901000001/ID_2.jpg': data } });
    files.delete('images/20269901000001/ID_2.jpg');
    const shared = { name: 'images/20269901000001/ID_2.jpg', data, sharesDataOf: [...files.keys()].indexOf(IMAGE) };
    expect(await judged(withFiles(files, [shared]))).toContainEqual(expect.stringMatching(/^broken-zip /));
  });

  test.each<[string, Partial<HostileEntry>]>([
    ['encrypted', { encrypted: true }],
    ['compressed in a way that nobody knows', { method: 14 }],
  ])('with a file that is %s is broken there', async (_, how) => {
    const files = packageFiles({ files: { [IMAGE]: Buffer.from('image') } });
    files.delete(IMAGE);
    expect(await judged(withFiles(files, [{ name: IMAGE, data: Buffer.from('image'), ...how }]))).toEqual([`broken-zip ${IMAGE}`]);
  });

  test('whose manifest does not have its checksum is broken', async () => {
    const files = packageFiles();
    const entries = [...files].map(([name, data]) => ({ name, data, ...(name === 'manifest.json' ? { crc: 1 } : {}) }));
    expect(await judged(hostileZip(entries))).toEqual(['broken-zip manifest.json']);
  });

  test('cut or changed anywhere never throws, and is refused', async () => {
    const whole = withFiles(packageFiles({ files: { [IMAGE]: Buffer.alloc(3000, 7) }, rows: [candidate(1)] }));
    for (let at = 0; at < whole.length; at += 37) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      await judged(changed);
      expect((await judged(whole.subarray(0, at))).length).toBeGreaterThan(0);
    }
  });
});

describe('a store that is bound', () => {
  const bound = { site: { code: '9901' }, zone: { code: '99' }, exam: { year: 2026 } };

  async function problemsFor(change: Record<string, unknown>, store: Parameters<typeof findSiteProblems>[1] = bound): Promise<readonly string[]> {
    return withTemporaryFolder(async (dir) => {
      const { manifest } = await headOf(await writeFolderPackage(join(dir, 'package'), packageFiles({ manifest: change })));
      if (manifest === null) throw new Error('no manifest');
      return findSiteProblems(manifest, store).map(({ code, hint }) => `${code} ${hint}`);
    });
  }

  test('takes its own site and year', async () => {
    expect(await problemsFor({})).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['site', { site: { code: '9902', name: '另一考点' } }],
    ['zone', { zone: { code: '98', name: '另一考区' } }],
    ['year', { exam: { name: '医师资格考试', year: 2025 } }],
  ])('refuses a package of another %s', async (what, change) => {
    expect(await problemsFor(change)).toEqual([`wrong-site ${what}`]);
  });

  test('takes anything while nothing is bound', async () => {
    expect(await problemsFor({ site: { code: '9902', name: '另一考点' } }, { site: null, zone: null, exam: null })).toEqual([]);
  });
});
