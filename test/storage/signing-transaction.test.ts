import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import type { StoreWriter } from '../../src-main/storage/store';
import { ENGINES } from '../support/engines';
import { keepStore } from '../support/kept-store';
import {
  AT_DESK, CASE_AT, CASE_POLICY, addSignatureOf, correctionOf, digestNamed, sealOf, sheetOf, signCaseOf, storeReadyCase, storeSignedCase, turnCase,
} from '../support/stored-cases';

describe.each(ENGINES)('on $name', ({ withStore, says }) => {
  describe('the signing transaction', () => {
    test('stores signature, seal, state and event together, and ends the claim', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        await store.inTransaction(async (tx) => {
          await tx.saveClaim(no, { deskId: 'desk-1', staffId: 'reviewer-1', since: CASE_AT, leaseUntil: CASE_AT });
          return ok(null);
        });
        expect((await store.findCase(no))?.claim).not.toBeNull();
        expect(await store.inTransaction(async (tx) => { await signCaseOf(tx, no); return ok('signed'); })).toEqual(ok('signed'));
        const record = await store.findCase(no);
        expect({ state: record?.state, seal: record?.seal, claim: record?.claim }).toEqual({ state: 'signed', seal: sealOf(no), claim: null });
        expect((await store.findSignature(no))?.content).toContain('countersign.signature');
        expect(await store.listBlobUses(digestNamed(`picture ${no}`))).toEqual([no]);
      });
    });

    test('leaves nothing behind when it is refused at its very end', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const before = await store.findCase(no);
        const head = await store.getAuditHead();
        expect(await store.inTransaction(async (tx) => { await signCaseOf(tx, no); return err({ code: 'changed-elsewhere' }); })).toEqual(err({ code: 'changed-elsewhere' }));
        expect(await store.findCase(no)).toEqual(before);
        expect(await store.getAuditHead()).toEqual(head);
        expect(await store.findSignature(no)).toBeNull();
      });
    });

    test('a seal cannot be committed without the case turning to signed', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const half = store.inTransaction(async (tx) => {
          await addSignatureOf(tx, no);
          await tx.addSeal(no, sealOf(no));
          return ok(null);
        });
        await expect(half).rejects.toThrow(says.brokenReference);
        expect((await store.findCase(no))?.seal).toBeNull();
        expect(await store.inTransaction(async (tx) => { await signCaseOf(tx, no); return ok('signed'); })).toEqual(ok('signed'));
      });
    });

    test('a case cannot turn to signed without a seal', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        await expect(store.inTransaction(async (tx) => ok(await turnCase(tx, no, 'signed')))).rejects.toThrow('record: not-sealed');
        expect((await store.findCase(no))?.state).toBe('readyToSign');
      });
    });

    test.each(['inReview', 'supplementOwed', 'refused', 'checkedIn'] as const)('a case that is %s takes no seal', async (state) => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        await store.inTransaction(async (tx) => ok(await turnCase(tx, no, state)));
        await expect(store.inTransaction(async (tx) => { await signCaseOf(tx, no); return ok(null); })).rejects.toThrow('record: not-ready-to-sign');
      });
    });

    test('after the seal the same transaction writes nothing more into the record', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const late = await store.inTransaction(async (tx) => {
          await addSignatureOf(tx, no);
          await tx.addSeal(no, sealOf(no));
          await tx.voidSheet(no, 1, CASE_AT);
          return ok(null);
        });
        expect(late).toEqual(err({ code: 'case-signed' }));
      });
    });

    test('a second desk that signs the same case is told that it is signed, and the first seal stands', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const both = await Promise.all(['desk-1', 'desk-2'].map((deskId) => store.inTransaction(async (tx) => {
          await addSignatureOf(tx, no);
          await tx.addSeal(no, sealOf(no, deskId));
          await turnCase(tx, no, 'signed');
          return ok(deskId);
        })));
        expect(both).toEqual([ok('desk-1'), err({ code: 'case-signed' })]);
        expect((await store.findCase(no))?.seal?.deskId).toBe('desk-1');
      });
    });
  });

  type Write = (tx: StoreWriter, no: string) => Promise<unknown>;

  const WRITES: Readonly<Record<string, Write>> = {
    saveCase: (tx, no) => turnCase(tx, no, 'inReview'),
    addIdentityCheck: (tx, no) => tx.addIdentityCheck(no, {
      id: 'late', method: 'simulated', at: CASE_AT, day: '2026-03-01', visit: 1, passed: true, results: [], validity: 'valid', reason: null, by: 'reviewer-1', consentBy: null,
    }),
    addFieldChecks: (tx, no) => tx.addFieldChecks(no, [{ id: 'late', field: 'name', material: null, value: '王晓明', result: 'same', how: 'single', note: null, by: 'reviewer-1', at: CASE_AT }]),
    addMaterialDecision: (tx, no) => tx.addMaterialDecision(no, { id: 'late', code: 'ID', decision: 'contested', finding: null, reason: null, by: 'reviewer-1', at: CASE_AT }),
    addMaterialImage: (tx, no) => tx.addMaterialImage(no, {
      code: 'ID', n: 1, sha256: digestNamed(`image ${no}`), mediaType: 'image/jpeg', width: 800, height: 600, bytes: 1000, origin: 'captured', onlineState: null, onlineOpinion: null, flags: [],
      capturedAt: CASE_AT,
    }, 'reviewer-1', CASE_AT),
    addReviewPass: (tx, no) => tx.addReviewPass(no, { id: 'late', pass: 2, outcome: 'passed', reason: null, by: 'reviewer-2', at: CASE_AT }),
    addCorrection: (tx, no) => tx.addCorrection(no, correctionOf(no, digestNamed(`evidence ${no}`), { id: 'late', field: 'mobile' })),
    decideCorrection: (tx, no) => tx.decideCorrection(no, correctionOf(no, '', { state: 'refused', decidedBy: 'approver-1', decidedAt: CASE_AT }), null),
    addSheet: (tx, no) => tx.addSheet(no, sheetOf(no, 2)),
    voidSheet: (tx, no) => tx.voidSheet(no, 1, CASE_AT),
    addSignature: (tx, no) => addSignatureOf(tx, no),
    addSeal: (tx, no) => tx.addSeal(no, sealOf(no)),
  };

  describe('a signed case refuses every write of the store', () => {
    const kept = keepStore(withStore, async ({ store }) => ({ store, no: await storeSignedCase(store, 1) }));

    test.each(Object.keys(WRITES))('%s', async (name) => {
      const { store, no } = kept();
      const before = await store.findCase(no);
      expect(await store.inTransaction(async (tx) => { await WRITES[name]?.(tx, no); return ok(null); })).toEqual(err({ code: 'case-signed' }));
      expect(await store.findCase(no)).toEqual(before);
    });

    test('what comes beside the case is still taken: papers, prints, events', async () => {
      await withStore(async ({ store }) => {
        const no = await storeSignedCase(store, 1);
        const document = { id: 'sheet-1', registrationNo: no, kind: 'sheet', revision: 1, sha256: digestNamed('pdf'), madeAt: CASE_AT } as const;
        const print = { id: 'print-1', documentId: 'sheet-1', registrationNo: no, kind: 'printed', copyNo: 1, printer: null, by: 'reviewer-1', at: CASE_AT } as const;
        const beside = await store.inTransaction(async (tx) => {
          await tx.addBlob({ sha256: digestNamed('pdf'), bytes: 5, mediaType: 'application/pdf', width: null, height: null });
          await tx.addDocument(document);
          await tx.addPrintRecord(print);
          await tx.append(AT_DESK, { kind: 'document.printed', registrationNo: no, payload: { copy: 1 } });
          return ok(null);
        });
        expect(beside).toEqual(ok(null));
        expect(await store.listDocuments(no)).toEqual([document]);
        expect(await store.findDocument('sheet-1')).toEqual(document);
        expect(await store.listPrintRecords(no)).toEqual([print]);
        expect(CASE_POLICY.digest).toBe((await store.findCase(no))?.policyDigest);
      });
    });
  });
});
