import { describe, expect, test } from 'vitest';
import { ENGINES } from '../support/engines';
import { draftWithImages, problemLines, withImportDesk, type ImportDesk } from '../support/import-desk';
import { candidate } from '../support/registration-package';
import { CASE_POLICY, storeReadyCase, storeSignedCase, turnCase } from '../support/stored-cases';
import { idNumberOf, registrationNoOf } from '../support/stored-registrations';
import { testImage } from '../support/test-images';

const A = registrationNoOf(1);
const B = registrationNoOf(2);
const LATER = { createdAt: '2026-02-24T08:00:00+08:00' };

/** A case that the desk has begun to work on. */
async function openCase({ store }: ImportDesk, registrationNo: string): Promise<void> {
  const saved = await store.inTransaction(async (tx) => {
    await tx.adoptPolicy(CASE_POLICY);
    return (await turnCase(tx, registrationNo, 'checkedIn')) ? { ok: true as const, value: null } : { ok: false as const, error: { code: 'changed' as const } };
  });
  if (!saved.ok) throw new Error('case not opened');
}

async function closeSite({ store }: ImportDesk): Promise<void> {
  await store.inTransaction(async (tx) => {
    await tx.closeSite({ at: LATER.createdAt, by: 'approver-1' });
    return { ok: true as const, value: null };
  });
}

describe.each(ENGINES)('on $name', (engine) => {
  const withDesk = (work: (desk: ImportDesk) => Promise<void>): Promise<void> => withImportDesk(work, undefined, engine);

  describe('the same package again', () => {
    test('changes no registration, image or case, and the log gains that it was repeated', async () => {
      await withDesk(async (desk) => {
        const path = await desk.write(await draftWithImages());
        await desk.report(path);
        await openCase(desk, A);
        const before = await desk.visible();
        const report = await desk.report(path);
        expect([report.candidates, report.images, await desk.visible(), (await desk.importEvents()).slice(2)]).toEqual([
          { rows: 2, imported: 0, updated: 0, unchanged: 2, superseded: 0, conflict: 0, rejected: 0 }, { files: 3, imported: 3, flagged: 0, rejected: 0 },
          before, ['import.started', 'import.repeated'],
        ]);
      });
    });
  });

  describe('a newer package', () => {
    test('replaces what nobody has opened, with its images', async () => {
      await withDesk(async (desk) => {
        await desk.report(await draftWithImages());
        const files = { [`images/${A}/ID_1.jpg`]: await testImage({ shade: 50 }) };
        const report = await desk.report({ rows: [candidate(1, { school: '新学院' }), candidate(2)], files, manifest: LATER });
        const record = await desk.store.findCase(A);
        expect([report.candidates.updated, report.candidates.unchanged, record?.registration.fields.school, record?.registration.photo, record?.images.length]).toEqual([1, 1, '新学院', null, 1]);
        expect((await desk.store.listCases({ text: '', states: ['waiting'], offset: 0, limit: 9 })).rows.map(({ registrationNo }) => registrationNo), 'who was replaced stays in the list').toEqual([A, B]);
        expect((await desk.store.countCasesByState()).waiting).toBe(2);
      });
    });

    test('is in conflict with review work and leaves it alone', async () => {
      await withDesk(async (desk) => {
        await desk.report(await draftWithImages());
        await openCase(desk, A);
        const before = await desk.store.findCase(A);
        const report = await desk.report({ rows: [candidate(1, { school: '新学院' }), candidate(2)], manifest: LATER });
        expect([problemLines(report), report.candidates.conflict, await desk.store.findCase(A)]).toEqual([['conflict-open-case row 1'], 1, before]);
      });
    });

    test('is refused on a signed case, and its images with it', async () => {
      await withDesk(async (desk) => {
        await storeSignedCase(desk.store, 1);
        const before = await desk.store.findCase(A);
        const report = await desk.report({ files: { [`images/${A}/ID_1.jpg`]: await testImage() }, manifest: LATER });
        expect([problemLines(report), report.candidates, await desk.store.findCase(A)]).toEqual([
          ['refused-signed-case row 1', `image-without-row row 1 images/${A}/ID_1.jpg`], { rows: 2, imported: 1, updated: 0, unchanged: 0, superseded: 0, conflict: 0, rejected: 1 }, before,
        ]);
      });
    });

    test('that no longer holds a signed case, or one under review, leaves both alone', async () => {
      await withDesk(async (desk) => {
        await storeSignedCase(desk.store, 1);
        await storeReadyCase(desk.store, 2);
        const before = [await desk.store.findCase(A), await desk.store.findCase(B)];
        await desk.report({ rows: [candidate(3)], manifest: LATER });
        expect([await desk.store.findCase(A), await desk.store.findCase(B)]).toEqual(before);
      });
    });

    test('leaves alone what a desk holds a claim on, and not what it no longer holds', async () => {
      await withDesk(async (desk) => {
        await desk.report({});
        const claim = (leaseUntil: string) => ({ deskId: 'desk-2', staffId: 'staff-2', since: '2026-02-25T08:59:00+08:00', leaseUntil });
        await desk.store.inTransaction(async (tx) => {
          await tx.saveClaim(A, claim('2026-02-25T09:01:00+08:00'));
          await tx.saveClaim(B, claim('2026-02-25T08:59:30+08:00'));
          return { ok: true, value: null };
        });
        const report = await desk.report({ rows: [candidate(1, { school: '新' }), candidate(2, { school: '新' })], manifest: LATER });
        expect([report.candidates.conflict, report.candidates.updated]).toEqual([1, 1]);
      });
    });

    test('withdraws what it no longer holds, and the ID number is free again', async () => {
      await withDesk(async (desk) => {
        await desk.report({});
        const report = await desk.report({ rows: [candidate(2), candidate(3, { idNumber: idNumberOf(1) })], manifest: LATER });
        expect([report.candidates, (await desk.store.findCase(A))?.registration.withdrawn, await desk.store.findRegistrationsByIdNumber(idNumberOf(1))]).toEqual([
          { rows: 2, imported: 1, updated: 0, unchanged: 1, superseded: 0, conflict: 0, rejected: 0 }, true, [registrationNoOf(3)],
        ]);
      });
    });

    test('does not withdraw what was opened, and its ID number stays taken', async () => {
      await withDesk(async (desk) => {
        await desk.report({});
        await openCase(desk, A);
        const report = await desk.report({ rows: [candidate(2), candidate(3, { idNumber: idNumberOf(1) })], manifest: LATER });
        expect([problemLines(report), (await desk.store.findCase(A))?.registration.withdrawn]).toEqual([['duplicate-id-number row 2 idNumber'], false]);
      });
    });

    test('makes the older one harmless, in whatever order they come', async () => {
      await withDesk(async (desk) => {
        const older = await desk.write({ rows: [candidate(1, { school: '旧' }), candidate(2)] });
        await desk.report({ rows: [candidate(1, { school: '新' })], manifest: LATER });
        const report = await desk.report(older);
        expect([problemLines(report), report.candidates, (await desk.store.findCase(A))?.registration.fields.school]).toEqual([
          ['superseded row 1'], { rows: 2, imported: 1, updated: 0, unchanged: 0, superseded: 1, conflict: 0, rejected: 0 }, '新',
        ]);
      });
    });

    test('that says the same protects it from a package between the two', async () => {
      await withDesk(async (desk) => {
        await desk.report({ rows: [candidate(1)] });
        const between = await desk.write({ rows: [candidate(1, { school: '错' })], manifest: { createdAt: '2026-02-22T08:00:00+08:00' } });
        await desk.report({ rows: [candidate(1)], manifest: LATER });
        expect([(await desk.report(between)).candidates.superseded, (await desk.store.findCase(A))?.registration.fields.school]).toEqual([1, '测试医学院']);
      });
    });

    test('meets a case that was opened while it was staged, and gives way', async () => {
      await withDesk(async (desk) => {
        await desk.report({});
        const path = await desk.write({ rows: [candidate(1, { school: '新' }), candidate(2, { school: '新' })], files: { [`photos/${A}.jpg`]: await testImage() }, manifest: LATER });
        const report = await desk.report(path, {
          images: { probe: async () => { await openCase(desk, A); return { ok: true, value: { mediaType: 'image/jpeg', width: 600, height: 500, orientation: 1 } }; } },
        });
        expect([report.candidates.conflict, report.candidates.updated, problemLines(report), (await desk.store.findCase(A))?.registration.fields.school]).toEqual([1, 1, ['conflict-open-case row 1'], '测试医学院']);
        expect(await desk.staged()).toEqual({ registrations: 0, images: 0 });
      });
    });
  });

  describe('a site that was closed', () => {
    test('takes no package any more, from wherever it is asked; nothing of it stands in the log', async () => {
      await withDesk(async (desk) => {
        await desk.report({});
        await closeSite(desk);
        const before = [await desk.visible(), await desk.importEvents()];
        expect(await desk.import({ rows: [candidate(1, { school: '新' })], manifest: LATER })).toEqual({ ok: false, error: { code: 'site-closed' } });
        expect([await desk.visible(), await desk.importEvents()]).toEqual(before);
      });
    });

    test('publishes nothing of an import that was under way when it was closed', async () => {
      await withDesk(async (desk) => {
        const outcome = await desk.import(await draftWithImages(), {
          images: { probe: async () => { await closeSite(desk); return { ok: true, value: { mediaType: 'image/jpeg', width: 600, height: 500, orientation: 1 } }; } },
        });
        expect(outcome).toEqual({ ok: false, error: { code: 'site-closed' } });
        expect([await desk.importEvents(), await desk.staged(), await desk.store.findCase(A)]).toEqual([['import.started', 'import.abandoned'], { registrations: 0, images: 0 }, null]);
      });
    });
  });
});
