import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../src-main/canonical/canonical-json';
import type { Seal } from '../../src-main/domain/seal-form';
import { sumsText } from '../../src-main/packages/result-manifest';
import { verifyResultPackage, type Verdict, type VerifyOptions } from '../../src-main/packages/result-verify';
import { ResultZip } from '../../src-main/packages/result-zip';
import yazl from 'yazl';
import { readZip, type ZipContent } from './zip-tools';
import { inFolder } from '../documents/paper-tools';
import { NO, imageBytes, sampleRecord } from '../documents/signed-case';
import { STARTED_AT, SampleSite, busySite, exported } from './result-fixture';

type Files = ZipContent;

const site = busySite();
let original: Buffer;
let files: Files;

beforeAll(async () => {
  original = await inFolder(async (dir) => {
    await exported(site, join(dir, 'result.zip'));
    return readFileSync(join(dir, 'result.zip'));
  });
  files = await readZip(original);
});

async function zipOf(content: Files): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = new ResultZip((bytes) => Promise.resolve(void chunks.push(Buffer.from(bytes))), STARTED_AT);
  for (const [path, bytes] of content) await zip.addBytes(path, bytes);
  await zip.end();
  return Buffer.concat(chunks);
}

function verify(zips: Uint8Array | readonly Uint8Array[], options: VerifyOptions = {}): Promise<Verdict> {
  return inFolder((dir) => {
    const paths = (zips instanceof Uint8Array ? [zips] : zips).map((zip, i) => {
      const path = join(dir, `${'ABC'[i]}.zip`);
      writeFileSync(path, zip);
      return path;
    });
    return verifyResultPackage(paths, { lang: 'en', ...options });
  });
}

/** What verify finds after files of the package were changed, `code path` each. */
async function findings(change: (content: Files) => void): Promise<string[]> {
  const content = new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)]));
  change(content);
  return (await verify(await zipOf(content))).problems.map(({ code, path }) => `${code} ${path}`);
}

/** The same of another site's package. */
async function findingsOf(other: SampleSite, change: (content: Files) => void = () => undefined): Promise<string[]> {
  const content = await inFolder(async (dir) => {
    await exported(other, join(dir, 'result.zip'));
    return readZip(readFileSync(join(dir, 'result.zip')));
  });
  change(content);
  return (await verify(await zipOf(content))).problems.map(({ code, path }) => `${code} ${path}`);
}

/** Lists everything anew and signs the manifest, as only the site itself could. */
function resign(content: Files, key = site.site.privateKey): void {
  const listed = [...content].filter(([path]) => !['manifest.json', 'manifest.sig', 'SHA256SUMS'].includes(path));
  const list = listed.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256Hex(bytes) })).sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = { ...(JSON.parse(String(content.get('manifest.json'))) as object), files: list };
  content.set('manifest.json', Buffer.from(canonicalJson(manifest as never)));
  content.set('manifest.sig', sign(null, content.get('manifest.json')!, key));
  content.set('SHA256SUMS', Buffer.from(sumsText([...content].filter(([path]) => path !== 'SHA256SUMS').map(([path, bytes]) => ({ path, sha256: sha256Hex(bytes) })))));
}

function flip(bytes: Buffer, at = Math.floor(bytes.length / 2)): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

const fingerprint = createHash('sha256').update(createPublicKey(site.sitePem).export({ type: 'spki', format: 'der' })).digest('hex');

describe('a package as it left the site', () => {
  it('is sound, its origin not checked without the site key from elsewhere', async () => {
    expect(await verify(original)).toEqual({ sound: true, trusted: false, problems: [] });
  });

  it.each([['key file', site.sitePem], ['fingerprint', fingerprint], ['fingerprint as printed', fingerprint.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ')]])('is trusted by the %s', async (_, siteKey) => {
    expect(await verify(original, { siteKey })).toEqual({ sound: true, trusted: true, problems: [] });
  });

  it.each([['another site', new SampleSite().sitePem], ['nothing that is a key', 'abc']])('is not sound for the key of %s', async (_, siteKey) => {
    const verdict = await verify(original, { siteKey });
    expect(verdict).toMatchObject({ sound: false, trusted: false, problems: [{ code: 'site-key-differs', path: 'keys/site.pem' }] });
  });

  it('says what is wrong in Chinese unless asked otherwise', async () => {
    const { problems } = await verify(original, { siteKey: 'abc', lang: 'zh-CN' });
    expect(problems[0]!.message).toContain('考点公钥不是给定的公钥');
  });
});

describe('a flipped byte is found, with the file it is in', () => {
  const kinds = [
    'keys/site.pem', 'keys/desk-desk-1.pem', 'keys/desk-desk-1.sig', 'results.csv', 'corrections.csv', 'supplements.csv', 'rare_names.csv', 'custody.csv', 'audit.jsonl',
    `cases/${NO}/seal.json`, `cases/${NO}/seal.sig`, `cases/${NO}/sheet-r1.pdf`, `cases/${NO}/signature.json`, `cases/${NO}/signature.svg`,
    `cases/${NO}/evidence/ID_1-${sampleRecord().images[0]!.sha256.slice(0, 12)}.jpg`,
    `cases/${NO}/evidence/SECTION_1-${sha256Hex(imageBytes('SECTION', 1)).slice(0, 12)}.png`,
  ];

  it.each(kinds)('%s', async (path) => {
    expect(await findings((content) => content.set(path, flip(content.get(path)!)))).toContain(`digest-mismatch ${path}`);
  });

  it('in the manifest, its signature and the sums', async () => {
    const at = (path: string) => findings((content) => content.set(path, flip(content.get(path)!)));
    expect(await at('manifest.json')).not.toEqual([]);
    expect(await at('manifest.sig')).toContain('manifest-signature manifest.sig');
    expect(await at('SHA256SUMS')).toContain('sums-differ SHA256SUMS');
  });

  it('anywhere in the ZIP, container included', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const changed = Buffer.from(original);
      changed[at] = changed[at]! ^ mask;
      expect((await verify(changed)).problems).not.toEqual([]);
    }), { numRuns: 150 });
  });

  it('in every single byte between the last file and the end of the ZIP', async () => {
    const start = original.indexOf(Buffer.from('504b0102', 'hex'));
    for (let at = start; at < original.length; at += 37) expect([at, (await verify(flip(original, at))).sound]).toEqual([at, false]);
  });
});

describe('a package that was put together anew', () => {
  it('with the same files is told as a changed container and nothing worse', async () => {
    const again = new yazl.ZipFile();
    for (const [path, bytes] of files) again.addBuffer(bytes, path);
    again.end();
    expect((await verify(await buffer(again.outputStream))).problems.map(({ code }) => code)).toEqual(['container-changed']);
  });

  it('without a file, or with one more, is found', async () => {
    expect(await findings((content) => content.delete('custody.csv'))).toEqual(expect.arrayContaining(['missing-file custody.csv', 'sums-differ SHA256SUMS']));
    expect(await findings((content) => content.set('cases/extra.txt', Buffer.from('x')))).toEqual(expect.arrayContaining(['unlisted-file cases/extra.txt', 'sums-differ SHA256SUMS']));
  });

  it('by someone with another site key is sound in itself, but never trusted', async () => {
    const other = generateKeyPairSync('ed25519');
    const content = new Map(files);
    content.set('keys/site.pem', Buffer.from(other.publicKey.export({ type: 'spki', format: 'pem' }) as string));
    content.set('keys/desk-desk-1.sig', sign(null, content.get('keys/desk-desk-1.pem')!, other.privateKey));
    resign(content, other.privateKey);
    expect(await verify(await zipOf(content), { siteKey: fingerprint })).toMatchObject({ sound: false, trusted: false, problems: [{ code: 'site-key-differs' }] });
  });

  it.each<[string, () => Buffer]>([
    ['nothing', () => Buffer.alloc(0)], ['text', () => Buffer.from('hello')], ['half a ZIP', () => original.subarray(0, original.length / 2)],
  ])('from %s cannot be read', async (_, bytes) => {
    expect((await verify(bytes())).problems.map((problem) => problem.code)).toEqual(['unreadable']);
  });

  it('as another kind of package, or a later version, is told so', async () => {
    const manifest = (change: object) => (content: Files) => content.set('manifest.json', Buffer.from(canonicalJson({ ...(JSON.parse(String(content.get('manifest.json'))) as object), ...change } as never)));
    expect(await findings(manifest({ format: 'countersign.registration-package' }))).toContain('unknown-format manifest.json');
    expect(await findings(manifest({ version: 2 }))).toContain('unknown-version manifest.json');
    expect(await findings(manifest({ files: 'none' }))).toContain('bad-manifest manifest.json');
    expect(await findings((content) => content.delete('manifest.json'))).toContain('no-manifest manifest.json');
  });
});

/** What even the holder of the site key cannot change unseen: the cases are tied to each other by desk key, chain and digests. */
describe('a package that the site key itself signed anew', () => {
  const resigned = (change: (content: Files) => void) => findings((content) => {
    change(content);
    resign(content);
  });
  const changeJson = <T extends object>(path: string, change: (value: T) => void) => (content: Files) => {
    const value = JSON.parse(String(content.get(path))) as T;
    change(value);
    content.set(path, Buffer.from(canonicalJson(value as never)));
  };
  const sealPath = `cases/${NO}/seal.json`;
  const signaturePath = `cases/${NO}/signature.json`;

  it('with another value in a seal is refused by desk key, digest and chain', async () => {
    const found = await resigned(changeJson<Seal>(sealPath, (seal) => void (seal.sheet.content.fields.workUnit = '另一医院')));
    expect(found).toEqual(expect.arrayContaining([`seal-signature cases/${NO}/seal.sig`, `content-digest ${sealPath}`, `seal-not-in-chain ${sealPath}`]));
  });

  it('with other strokes is refused by the seal', async () => {
    const found = await resigned(changeJson<{ strokes: unknown[] }>(signaturePath, (form) => void form.strokes.pop()));
    expect(found).toEqual(expect.arrayContaining([`signature-digest ${signaturePath}`, `signature-picture cases/${NO}/signature.svg`]));
  });

  it('with the signature of another sheet is refused', async () => {
    const found = await resigned(changeJson<object>(signaturePath, (form) => void Object.assign(form, { sheetDigest: sha256Hex('another') })));
    expect(found).toContain(`signature-other-sheet ${signaturePath}`);
  });

  it('with another picture of the signature, or another sheet, is refused', async () => {
    const svg = `cases/${NO}/signature.svg`;
    expect(await resigned((content) => content.set(svg, Buffer.from('<svg/>')))).toEqual([`signature-picture ${svg}`]);
    const pdf = `cases/${NO}/sheet-r1.pdf`;
    expect(await resigned((content) => content.set(pdf, Buffer.from('%PDF another')))).toEqual([`sheet-not-recorded ${pdf}`]);
    expect(await resigned((content) => content.delete(pdf))).toEqual([`sheet-missing ${pdf}`]);
  });

  it('with a line of results.csv that says another outcome is refused', async () => {
    const withResults = (from: string, to: string) => resigned((content) => content.set('results.csv', Buffer.from(String(content.get('results.csv')).replace(from, to))));
    expect(await withResults('考点通过', '考点退回')).toEqual(['results-differ results.csv']);
    expect(await withResults('待补', '考点通过')).toEqual(['results-differ results.csv']);
    expect(await withResults('报名序号', '序号')).toEqual(['results-differ results.csv']);
  });

  it('without a case, or with the seal of another candidate in its place, is refused', async () => {
    const gone = await resigned((content) => [...content.keys()].filter((path) => path.startsWith(`cases/${NO}/`)).forEach((path) => content.delete(path)));
    expect(gone).toEqual([`seal-missing ${sealPath}`, 'results-differ results.csv']);
    const moved = await resigned((content) => {
      for (const name of ['seal.json', 'seal.sig']) content.set(`cases/20269901000004/${name}`, content.get(`cases/${NO}/${name}`)!);
    });
    expect(moved).toContain('seal-misplaced cases/20269901000004/seal.json');
  });

  it('without evidence that the seal names, or with other bytes under its name, is refused', async () => {
    const path = [...files.keys()].find((name) => name.includes('/evidence/DIPLOMA_1-') && name.includes(NO))!;
    expect(await resigned((content) => content.delete(path))).toEqual([`evidence-missing ${sealPath}`]);
    expect(await resigned((content) => content.set(path, Buffer.from('other')))).toEqual([`evidence-name ${path}`, `evidence-missing ${sealPath}`]);
  });

  it('with a shorter, changed or spoiled chain is refused, with the number of the event', async () => {
    const lines = (change: (events: string[]) => void) => resigned((content) => {
      const events = String(content.get('audit.jsonl')).trimEnd().split('\n');
      change(events);
      content.set('audit.jsonl', Buffer.from(`${events.join('\n')}\n`));
    });
    expect(await lines((events) => void events.pop())).toEqual(['chain-end audit.jsonl']);
    expect(await lines((events) => void events.splice(1, 1))).toContain('chain-broken audit.jsonl#2');
    expect(await lines((events) => void (events[2] = events[2]!.replace('desk-1', 'desk-2')))).toContain('chain-broken audit.jsonl#3');
    expect(await lines((events) => void (events[3] = 'not json'))).toContain('chain-broken audit.jsonl#4');
    expect(await lines((events) => void (events[3] = `{"seq":4,"hash":"x","payload":${'['.repeat(50_000)}${']'.repeat(50_000)}}`))).toContain('chain-broken audit.jsonl#4');
  });

  it('with a chain that tells of a second signing of one case is refused: the first one stands', async () => {
    const twice = new SampleSite();
    twice.sign();
    twice.tell('case.signed', NO, { seal: 'ab'.repeat(32), sheet: 'cd'.repeat(32), revision: 1 });
    expect(await findingsOf(twice)).toEqual([`sealed-twice audit.jsonl#${twice.events.length - 1}`]);
  });

  it('with the receipt of a case, or an earlier revision, in the place of its sheet is refused', async () => {
    const pdf = `cases/${NO}/sheet-r1.pdf`;
    for (const other of [{ document: 'receipt', revision: 1 }, { document: 'sheet', revision: 2 }]) {
      const papers = new SampleSite();
      papers.sign();
      papers.tell('document.stored', NO, { ...other, sha256: sha256Hex('another paper') });
      const exchanged = (content: Files): void => {
        content.set(pdf, Buffer.from('another paper'));
        resign(content, papers.site.privateKey);
      };
      expect(await findingsOf(papers)).toEqual([]);
      expect(await findingsOf(papers, exchanged)).toEqual([`sheet-not-recorded ${pdf}`]);
    }
  });

  it('with a desk key that the site did not sign is refused', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string;
    expect(await resigned((content) => content.set('keys/desk-desk-1.pem', Buffer.from(other)))).toEqual(['desk-key-signature keys/desk-desk-1.pem', `seal-signature cases/${NO}/seal.sig`]);
    expect(await resigned((content) => content.set('keys/desk-desk-1.pem', Buffer.from('key')))).toEqual(['bad-key keys/desk-desk-1.pem', `seal-signature cases/${NO}/seal.sig`]);
  });

  it('with a seal that is not written in canonical JSON is refused', async () => {
    const found = await resigned((content) => content.set(sealPath, Buffer.from(JSON.stringify(JSON.parse(String(content.get(sealPath))), null, 1))));
    expect(found).toContain(`not-canonical ${sealPath}`);
    expect(await resigned((content) => content.set(sealPath, Buffer.from('{}')))).toContain(`bad-seal ${sealPath}`);
  });
});

describe('several packages', () => {
  it('of desks that sealed the same registration are named, the earlier seal standing', async () => {
    const [first, second] = [new SampleSite(), new SampleSite()];
    first.sign();
    second.sign(sampleRecord({ visit: 2, identityChecks: [{ ...sampleRecord().identityChecks[0]!, id: 'i2', at: '2026-03-01T09:00:30+08:00' }] }));
    const zips = await Promise.all([first, second].map((one) => inFolder(async (dir) => {
      await exported(one, join(dir, 'r.zip'));
      return readFileSync(join(dir, 'r.zip'));
    })));
    const { sound, problems } = await verify(zips);
    expect(sound).toBe(false);
    expect(problems).toEqual([{ code: 'sealed-twice', path: `cases/${NO}/seal.json`, message: expect.stringMatching(/^the registration was sealed twice.*A\.zip.*B\.zip/) as string }]);
  });

  it('that hold one and the same seal are sound', async () => {
    expect(await verify([original, original], { siteKey: fingerprint })).toEqual({ sound: true, trusted: true, problems: [] });
  });

  it('name the package in which something is wrong', async () => {
    const changed = Buffer.from(original);
    const at = changed.indexOf(Buffer.from('%PDF-1.7 sheet'));
    changed[at] = 0;
    const { problems } = await verify([original, changed]);
    expect(problems[0]).toMatchObject({ code: 'digest-mismatch', path: `B.zip:cases/${NO}/sheet-r1.pdf` });
  });
});
