import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openMaterials } from '../../src-main/storage/materials';
import { openConnection } from '../../src-main/storage/connection';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { testPolicy } from '../support/default-policy';
import { ENGINES } from '../support/engines';
import { draftWithImages, imagesHere, problemLines, withImportDesk, type ImportDesk } from '../support/import-desk';
import { candidate, changeManifest, packageFiles, type PackageDraft } from '../support/registration-package';
import { idNumberOf, registrationNoOf } from '../support/stored-registrations';
import { testImage } from '../support/test-images';
import { TEST_KEY } from '../support/temporary-store';

const A = registrationNoOf(1);
const B = registrationNoOf(2);

describe.each(ENGINES)('a first package, the store on $name', (engine) => {
  const withDesk = (work: (desk: ImportDesk) => Promise<void>): Promise<void> => withImportDesk(work, undefined, engine);

  test.each(['folder', 'zip'] as const)('as a %s fills the store and binds it to its site and exam', async (form) => {
    await withDesk(async (desk) => {
      const report = await desk.report(await desk.write(await draftWithImages(), form));
      expect(report).toEqual({
        packageId: report.packageId, refused: false, encoding: 'utf-8', sender: null, problems: [],
        candidates: { rows: 2, imported: 2, updated: 0, unchanged: 0, superseded: 0, conflict: 0, rejected: 0 },
        images: { files: 3, imported: 3, flagged: 0, rejected: 0 },
      });
      const record = await desk.store.findCase(A);
      expect([record?.registration.fields.name, record?.registration.photo, record?.images.map(({ code, n, mediaType, width }) => ({ code, n, mediaType, width }))]).toEqual([
        '王晓明', sha256Hex((await draftWithImages()).files?.[`photos/${A}.jpg`] ?? ''),
        [{ code: 'ID', n: 1, mediaType: 'image/jpeg', width: 600 }, { code: 'ID', n: 2, mediaType: 'image/png', width: 600 }],
      ]);
      expect(await desk.store.getFacts()).toMatchObject({ site: { code: '9901', name: '测试考点' }, zone: { code: '99' }, exam: { year: 2026 } });
      expect(await desk.importEvents()).toEqual(['import.started', 'import.completed']);
    });
  });

  test('keeps the bytes of every image as they came', async () => {
    await withDesk(async (desk) => {
      const draft = await draftWithImages();
      await desk.report(draft);
      const materials = openMaterials(desk.place);
      for (const bytes of Object.values(draft.files ?? {})) {
        const kept = await materials.read(sha256Hex(bytes));
        expect(kept.ok && Buffer.from(kept.value).equals(bytes)).toBe(true);
      }
      await materials.close();
      expect([await readdir(join(desk.dir, 'staging')).then((names) => names.filter((name) => !name.endsWith('.published'))), await desk.staged()]).toEqual([[], { registrations: 0, images: 0 }]);
    });
  });

  test('is found by pinyin at once, extra columns are kept and told', async () => {
    await withDesk(async (desk) => {
      const table = '报名序号,报考类别,姓名,证件类型,证件编号,备注\r\n' + `${A},110,欧阳晓,居民身份证,${idNumberOf(1)},从外地来\r\n`;
      const report = await desk.report({ table: Buffer.from(table), manifest: { candidates: { file: 'candidates.csv', rows: 1 } } });
      expect([problemLines(report), (await desk.store.findCase(A))?.registration.extra]).toEqual([['unknown-column 备注'], { 备注: '从外地来' }]);
      expect((await desk.store.listCases({ text: 'oyx', states: [], offset: 0, limit: 10 })).rows.map(({ registrationNo }) => registrationNo)).toEqual([A]);
    });
  });

  test('stores its report, and its image review', async () => {
    await withDesk(async (desk) => {
      const report = await desk.report(await draftWithImages({ materials: `registrationNo,material,n,path,onlineState,onlineOpinion\n${A},ID,1,images/${A}/ID_1.jpg,returned,看不清\n` }));
      expect((await desk.store.listPackages())[0]).toMatchObject({ packageId: report.packageId, sender: null, report: { candidates: { imported: 2 } } });
      expect((await desk.store.findCase(A))?.images[0]).toMatchObject({ onlineState: 'returned', onlineOpinion: '看不清' });
    });
  });
});

describe('rows', () => {
  test('with an error are left out with their images, all others are stored', async () => {
    await withImportDesk(async (desk) => {
      const rows = [candidate(1, { category: '999' }), candidate(2), candidate(3, { name: '王?' }), candidate(4, { idNumber: idNumberOf(5) }), candidate(5)];
      const report = await desk.report(await draftWithImages({ rows, files: { 'images/2026990100000X/ID_1.jpg': await testImage() } }));
      expect([problemLines(report), report.candidates, report.images]).toEqual([
        [
          'image-without-row images/2026990100000X/ID_1.jpg', `unknown-category row 1 category`, `image-without-row row 1 images/${A}/ID_1.jpg`, `image-without-row row 1 images/${A}/ID_2.png`,
          `image-without-row row 1 photos/${A}.jpg`, 'untyped-character row 3 name', 'duplicate-id-number row 4 idNumber', 'duplicate-id-number row 5 idNumber',
        ],
        { rows: 5, imported: 2, updated: 0, unchanged: 0, superseded: 0, conflict: 0, rejected: 3 },
        { files: 4, imported: 0, flagged: 0, rejected: 4 },
      ]);
      expect((await desk.store.listCases({ text: '', states: [], offset: 0, limit: 10 })).total).toBe(2);
    });
  });

  test('of which a higher revision is there give way', async () => {
    await withImportDesk(async (desk) => {
      const report = await desk.report({ rows: [candidate(1, { school: '旧' }), candidate(1, { revision: '2', school: '新' })] });
      expect([report.candidates, (await desk.store.findCase(A))?.registration.fields.school]).toEqual([
        { rows: 2, imported: 1, updated: 0, unchanged: 0, superseded: 1, conflict: 0, rejected: 0 }, '新',
      ]);
    });
  });

  test('name no personal value in the report or the log', async () => {
    await withImportDesk(async (desk) => {
      const rows = [candidate(1, { name: '张三丰\t', idNumber: '990000200001010010', mobile: '13800000000' }), candidate(2, { sex: '不明' })];
      const report = await desk.report({ rows });
      const told = JSON.stringify([report, await desk.events()]);
      expect(['张三丰', '990000200001010010', '13800000000', '不明', idNumberOf(2)].filter((value) => told.includes(value))).toEqual([]);
    });
  });
});

describe('images', () => {
  test('are flagged by the site’s rules and stored, or rejected by what they are', async () => {
    await withImportDesk(async (desk) => {
      const good = await testImage({ shade: 9 });
      const files = {
        [`images/${A}/ID_1.jpg`]: await testImage({ width: 300, orientation: 6 }), [`images/${A}/ID_2.jpg`]: good, [`images/${A}/ID_3.jpg`]: await testImage({ shade: 8 }),
        [`images/${A}/TRIAL_1.jpg`]: Buffer.from('not an image at all'), [`images/${A}/TRIAL_2.jpg`]: await testImage({ format: 'webp' }), [`images/${A}/TRIAL_3.jpg`]: good.subarray(0, good.length - 200),
        [`images/${B}/OTHER_1.jpg`]: await testImage({ format: 'png' }), [`photos/${A}.jpg`]: Buffer.from('GIF89a'), [`photos/${B}.jpg`]: await testImage({ width: 20, height: 20, orientation: 3 }),
      };
      const report = await desk.report({ files });
      expect([problemLines(report), report.images]).toEqual([
        [
          `image-not-upright row 1 images/${A}/ID_1.jpg`, `image-too-small row 1 images/${A}/ID_1.jpg`, `image-too-many row 1 images/${A}/ID_3.jpg`, `image-wrong-type row 1 images/${A}/TRIAL_1.jpg`,
          `image-wrong-type row 1 images/${A}/TRIAL_2.jpg`, `image-undecodable row 1 images/${A}/TRIAL_3.jpg`, `image-wrong-type row 1 photos/${A}.jpg`,
        ],
        { files: 9, imported: 5, flagged: 2, rejected: 4 },
      ]);
      const record = await desk.store.findCase(A);
      expect([record?.registration.photo, record?.images.map(({ n, flags }) => ({ n, flags }))]).toEqual([null, [
        { n: 1, flags: ['image-not-upright', 'image-too-small'] }, { n: 2, flags: [] }, { n: 3, flags: ['image-too-many'] },
      ]]);
    });
  });

  test('follow the policy that the store works under', async () => {
    await withImportDesk(async (desk) => {
      const base = testPolicy();
      const policy = testPolicy({ images: { ...base.images, maxBytes: 100, minWidth: 1, minHeight: 1, formats: ['jpeg'] } });
      const report = await desk.report(await draftWithImages(), { policy });
      expect(problemLines(report)).toEqual([`image-too-large row 1 images/${A}/ID_1.jpg`, `image-wrong-type row 1 images/${A}/ID_2.png`]);
    });
  });

  test.each(['image-process-died', 'image-timeout'] as const)('at which the decoder fails (%s) are the ones that are left out', async (code) => {
    await withImportDesk(async (desk) => {
      const report = await desk.report(await draftWithImages(), { images: { probe: (bytes) => (bytes[0] === 0x89 ? Promise.resolve({ ok: false, error: { code } }) : imagesHere.probe(bytes)) } });
      expect([problemLines(report), report.images]).toEqual([[`image-undecodable row 1 images/${A}/ID_2.png`], { files: 3, imported: 2, flagged: 0, rejected: 1 }]);
    });
  });

  test('shared by two candidates are kept once', async () => {
    await withImportDesk(async (desk) => {
      const same = await testImage();
      const report = await desk.report({ files: { [`images/${A}/ID_1.jpg`]: same, [`images/${B}/ID_1.jpg`]: same, [`photos/${A}.jpg`]: same } });
      expect([report.images.imported, ((await desk.visible()) as { blobs: unknown[] }).blobs.length]).toEqual([3, 1]);
    });
  });
});

describe('a package that is wrong as a whole', () => {
  const spoilt: readonly [string, (draft: PackageDraft) => Promise<Parameters<ImportDesk['report']>[0]>, readonly string[]][] = [
    ['a changed image', async (draft) => packageFiles(draft).set(`images/${A}/ID_2.png`, await testImage({ shade: 2, format: 'png', width: 601 })), [`size-mismatch images/${A}/ID_2.png`]],
    ['a wrong number of rows', (draft) => Promise.resolve({ ...draft, manifest: { candidates: { file: 'candidates.csv', rows: 3 } } }), ['row-count candidates.csv']],
    ['a table without a column', (draft) => Promise.resolve({ ...draft, rows: [{ registrationNo: A, name: '王', idType: '护照', idNumber: 'E1' }] }), ['missing-column category']],
    ['an unlisted file', (draft) => Promise.resolve(packageFiles(draft).set('photos/x.jpg', Buffer.from('x'))), ['unlisted-file photos/x.jpg']],
    ['several faults', (draft) => Promise.resolve(changeManifest(packageFiles({ ...draft, manifest: { candidates: { file: 'candidates.csv', rows: 3 } } }).set(`photos/${A}.jpg`, Buffer.from('x')), (m) => m).set('more.txt', Buffer.from('x'))), [
      'row-count candidates.csv', 'unlisted-file more.txt', `size-mismatch photos/${A}.jpg`,
    ]],
    ['no manifest', (draft) => Promise.resolve(new Map([...packageFiles(draft)].filter(([path]) => path !== 'manifest.json'))), ['no-manifest manifest.json']],
  ];

  test.each(spoilt)('(%s) is refused with every reason, and nothing of it stays', async (_, spoil, expected) => {
    await withImportDesk(async (desk) => {
      const before = await desk.visible();
      const report = await desk.report(await spoil(await draftWithImages()));
      expect([report.refused, problemLines(report), report.candidates.rows, report.images.files]).toEqual([true, expected, 0, 0]);
      expect([await desk.visible(), await desk.staged(), await readdir(join(desk.dir, 'staging')), await readdir(join(desk.dir, 'blobs'))]).toEqual([before, { registrations: 0, images: 0 }, [], []]);
      expect((await desk.importEvents()).at(-1)).toBe('import.refused');
    });
  });

  test('because its last file was changed, is refused after everything else was staged', async () => {
    await withImportDesk(async (desk) => {
      const files = packageFiles(await draftWithImages({ files: { [`photos/${B}.jpg`]: await testImage({ shade: 77 }) } }));
      const photo = Buffer.from(files.get(`photos/${B}.jpg`) ?? []);
      photo[photo.length - 5] = (photo[photo.length - 5] ?? 0) ^ 1;
      const before = await desk.visible();
      const report = await desk.report(files.set(`photos/${B}.jpg`, photo));
      expect([problemLines(report), await desk.visible(), await readdir(join(desk.dir, 'staging')), await desk.importEvents()]).toEqual([
        [`digest-mismatch photos/${B}.jpg`], before, [], ['import.started', 'import.refused'],
      ]);
    });
  });

  test('for another site is refused by a store that is bound', async () => {
    await withImportDesk(async (desk) => {
      await desk.report({});
      const before = await desk.visible();
      const report = await desk.report({ manifest: { site: { code: '9902', name: '另一考点' }, exam: { name: '医师资格考试', year: 2027 } } });
      expect([report.refused, problemLines(report), await desk.visible()]).toEqual([true, ['wrong-site manifest.json', 'wrong-site manifest.json'], before]);
    });
  });
});

describe('an import that does not come to its end', () => {
  test('because it was cancelled leaves nothing', async () => {
    await withImportDesk(async (desk) => {
      const before = await desk.visible();
      const abort = new AbortController();
      const outcome = await desk.import(await draftWithImages(), { signal: abort.signal, onProgress: ({ phase }) => { if (phase === 'images') abort.abort(); } });
      expect([outcome, await desk.visible(), await desk.staged(), await readdir(join(desk.dir, 'staging')), await desk.importEvents()]).toEqual([
        { ok: false, error: { code: 'cancelled' } }, before, { registrations: 0, images: 0 }, [], ['import.started', 'import.abandoned'],
      ]);
    });
  });

  test('because images cannot be judged at all blames no image', async () => {
    await withImportDesk(async (desk) => {
      const outcome = await desk.import(await draftWithImages(), { images: { probe: () => Promise.resolve({ ok: false, error: { code: 'image-process-unavailable', detail: 'no sharp' } }) } });
      expect([outcome, await desk.staged()]).toEqual([{ ok: false, error: { code: 'image-process-unavailable', detail: 'no sharp' } }, { registrations: 0, images: 0 }]);
    });
  });

  test('because another one runs is told so', async () => {
    await withImportDesk(async (desk) => {
      const [path, other] = [await desk.write(await draftWithImages()), await desk.write({})];
      const outcomes = await Promise.all([desk.import(path), desk.import(other)]);
      expect(outcomes.map((outcome) => (outcome.ok ? 'report' : outcome.error.code)).toSorted()).toEqual(['import-running', 'report']);
    });
  });

  test('because there is no package is told where none was', async () => {
    await withImportDesk(async (desk) => {
      expect(await desk.import('/nowhere')).toEqual({ ok: false, error: { code: 'package-missing', path: '/nowhere' } });
    });
  });

  test('because the program is at fault throws, after taking everything back', async () => {
    await withImportDesk(async (desk) => {
      const fault = desk.import(await draftWithImages(), { images: { probe: () => Promise.reject(new Error('a fault')) } });
      await expect(fault).rejects.toThrow('a fault');
      expect([await desk.staged(), await readdir(join(desk.dir, 'staging'))]).toEqual([{ registrations: 0, images: 0 }, []]);
    });
  });
});

describe('the desk beside an import', () => {
  test('hears how far it is, and writes all the while', async () => {
    await withImportDesk(async (desk) => {
      const rows = Array.from({ length: 400 }, (_, i) => candidate(i + 1));
      const phases = new Set<string>();
      const waits: number[] = [];
      const writeOnce = async (): Promise<void> => {
        const started = performance.now();
        const written = await desk.store.inTransaction(async (tx) => {
          await tx.append({ deskId: 'desk-1', staffId: null, at: '2026-02-25T09:00:00+08:00' }, { kind: 'staff.signedIn', registrationNo: null, payload: {} });
          return { ok: true, value: null };
        });
        if (!written.ok) throw new Error('desk could not write');
        waits.push(performance.now() - started);
      };
      let writing = Promise.resolve();
      const report = await desk.report(await draftWithImages({ rows }), { onProgress: ({ phase }) => { phases.add(phase); writing = writing.then(writeOnce); } });
      await writing;
      expect([report.candidates.imported, [...phases], waits.length > 0]).toEqual([400, ['checking', 'rows', 'images', 'publishing'], true]);
    });
  });
});

test('rows and images that were stored are those of the package, whole and in its order', async () => {
  await withImportDesk(async (desk) => {
    const rows = Array.from({ length: 450 }, (_, i) => candidate(i + 1));
    const images = await Promise.all(rows.slice(0, 30).map((_, i) => testImage({ shade: i * 5 })));
    const files = Object.fromEntries(images.map((bytes, i) => [`images/${registrationNoOf(i + 1)}/OTHER_1.jpg`, bytes]));
    await desk.report(await desk.write({ rows, files }, 'zip'));
    const connection = openConnection(desk.dir, { key: TEST_KEY });
    const stored = await connection.db.selectFrom('material_image').select(['registration_no', 'sha256']).orderBy('registration_no').execute();
    await connection.close();
    expect(stored).toEqual(images.map((bytes, i) => ({ registration_no: registrationNoOf(i + 1), sha256: sha256Hex(bytes) })));
    expect((await desk.store.listCases({ text: '', states: [], offset: 0, limit: 1 })).total).toBe(450);
  });
});
