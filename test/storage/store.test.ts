import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { ok } from '../../src-main/domain/result';
import type { StoreWriter } from '../../src-main/storage/store';
import { ENGINES } from '../support/engines';
import { CASE_AT, CASE_POLICY, correctionOf, digestNamed, sealOf, sheetOf, storeReadyCase, storeSignedCase, turnCase } from '../support/stored-cases';
import { idNumberOf, registrationFields, registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';

/** A change of the case row; what a test does not name stays as it was made. */
function change(no: string, expectedVersion: number, changes: Partial<Parameters<StoreWriter['saveCase']>[0]> = {}): Parameters<StoreWriter['saveCase']>[0] {
  return { registrationNo: no, expectedVersion, state: 'inReview', visit: 1, policyDigest: CASE_POLICY.digest, supplement: null, refusal: null, at: CASE_AT, ...changes };
}

describe.each(ENGINES)('on $name', ({ withStore, says }) => {
  describe('a case', () => {
    test('without a row of its own waits for its first visit, under the policy of the day', async () => {
      await withStore(async ({ store, place }) => {
        await storeRegistrations(place, [registrationRow(1, {}, { extra: '{"备注":"甲"}' })]);
        const fields = registrationFields(1);
        expect(await store.findCase(registrationNoOf(1))).toEqual({
          registration: { registrationNo: registrationNoOf(1), revision: 1, received: fields, fields, extra: { 备注: '甲' }, photo: null, withdrawn: false },
          state: 'waiting', visit: 0, policyDigest: '', supplement: null, refusal: null, images: [], identityChecks: [], decisions: [], fieldChecks: [], corrections: [], passes: [],
          sheet: null, seal: null, claim: null,
        });
        expect(await store.getCaseVersion(registrationNoOf(1))).toBe(0);
        await store.inTransaction(async (tx) => { await tx.adoptPolicy(CASE_POLICY); return ok(null); });
        expect((await store.findCase(registrationNoOf(1)))?.policyDigest).toBe(CASE_POLICY.digest);
        expect(await store.findCase('20269901999999')).toBeNull();
      });
    });

    test('comes back with everything that was done on it, in the order in which it was done', async () => {
      await withStore(async ({ store }) => {
        const no = await storeSignedCase(store, 1);
        const evidence = digestNamed(`evidence ${no}`);
        expect(await store.findCase(no)).toEqual({
          registration: {
            registrationNo: no, revision: 1, received: registrationFields(1), fields: { ...registrationFields(1), workUnit: '测试第二医院' }, extra: {},
            photo: digestNamed(`photo ${no}`), withdrawn: false,
          },
          state: 'signed', visit: 1, policyDigest: CASE_POLICY.digest, supplement: null, refusal: null,
          images: [{
            code: 'DIPLOMA', n: 1, sha256: digestNamed(`image ${no}`), mediaType: 'image/jpeg', width: 800, height: 600, bytes: 1000, origin: 'captured',
            onlineState: null, onlineOpinion: null, flags: [], capturedAt: CASE_AT,
          }],
          identityChecks: [{
            id: `check-${no}`, method: 'simulated', at: CASE_AT, day: '2026-03-01', visit: 1, passed: true, results: [{ field: 'name', result: 'same', why: null }],
            validity: 'valid', reason: null, by: 'reviewer-1', consentBy: null,
          }],
          decisions: [{ id: `decision-${no}`, code: 'DIPLOMA', decision: 'accepted', finding: null, reason: null, by: 'reviewer-1', at: CASE_AT }],
          fieldChecks: [{ id: `field-${no}`, field: 'name', material: 'DIPLOMA', value: '王晓明', result: 'same', how: 'together', note: null, by: 'reviewer-1', at: CASE_AT }],
          corrections: [{ ...correctionOf(no, evidence), state: 'approved', decidedBy: 'approver-1', decidedAt: CASE_AT }],
          passes: [{ id: `pass-${no}`, pass: 1, outcome: 'passed', reason: null, by: 'reviewer-1', at: CASE_AT }],
          sheet: sheetOf(no), seal: sealOf(no), claim: null,
        });
      });
    });

    test('keeps what stands beside its state', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const supplement = { missing: ['UNIT_PROOF'], lastDay: '2026-03-10', reason: '缺单位证明' };
        const refusal = { reason: '证件不符', impostor: true, returned: ['ID'] };
        const version = await store.getCaseVersion(no);
        await store.inTransaction(async (tx) => ok(await tx.saveCase(change(no, version, { state: 'supplementOwed', visit: 2, supplement, refusal }))));
        expect(await store.findCase(no)).toMatchObject({ state: 'supplementOwed', visit: 2, supplement, refusal });
      });
    });

    test('shows the newest revision of its sheet, also when it is void', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        await store.inTransaction(async (tx) => { await tx.voidSheet(no, 1, CASE_AT); return ok(null); });
        expect((await store.findCase(no))?.sheet).toEqual({ ...sheetOf(no), voidedAt: CASE_AT });
        await store.inTransaction(async (tx) => { await tx.addSheet(no, sheetOf(no, 2)); return ok(null); });
        expect((await store.findCase(no))?.sheet).toEqual(sheetOf(no, 2));
      });
    });

    test('is changed only by who saw its last version', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const version = await store.getCaseVersion(no);
        const attempts = [change(no, 0), change(no, version - 1), change(no, version + 1), change(no, version), change(no, version)];
        const done = await store.inTransaction(async (tx) => {
          const answers: boolean[] = [];
          for (const attempt of attempts) answers.push(await tx.saveCase(attempt));
          return ok(answers);
        });
        expect(done).toEqual(ok([false, false, false, true, false]));
        expect(await store.getCaseVersion(no)).toBe(version + 1);
      });
    });
  });

  describe('an approved correction', () => {
    test('changes the value, and what the registration is found by', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const asked = correctionOf(no, digestNamed(`evidence ${no}`), { id: 'name', field: 'name', old: '王晓明', new: '黄小明' });
        await store.inTransaction(async (tx) => { await tx.addCorrection(no, asked); return ok(null); });
        expect((await store.listOpenCorrections())).toEqual([{ registrationNo: no, correction: asked }]);
        const fields = { ...(await store.findCase(no))?.registration.fields, name: '黄小明', idNumber: '99000020000101001X' };
        await store.inTransaction(async (tx) => { await tx.decideCorrection(no, { ...asked, state: 'approved', decidedBy: 'approver-1', decidedAt: CASE_AT }, fields); return ok(null); });
        const found = async (text: string) => (await store.listCases({ text, states: [], offset: 0, limit: 9 })).rows.map((row) => row.registrationNo);
        expect(await Promise.all(['黄', 'hxm', 'huangx', '001x', '王', 'wxm'].map(found))).toEqual([[no], [no], [no], [no], [], []]);
        expect((await store.findCase(no))?.registration.received.name).toBe('王晓明');
        expect(await store.findRegistrationsByIdNumber('99000020000101001x')).toEqual([no]);
        expect(await store.listOpenCorrections()).toEqual([]);
      });
    });

    test('that was refused changes nothing', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const before = (await store.findCase(no))?.registration;
        const asked = correctionOf(no, digestNamed(`evidence ${no}`), { id: 'second', field: 'mobile' });
        await store.inTransaction(async (tx) => {
          await tx.addCorrection(no, asked);
          await tx.decideCorrection(no, { ...asked, state: 'refused', decidedBy: 'approver-1', decidedAt: CASE_AT, decisionReason: '材料不足' }, null);
          return ok(null);
        });
        expect((await store.findCase(no))?.registration).toEqual(before);
        expect((await store.findCase(no))?.corrections[1]).toEqual({ ...asked, state: 'refused', decidedBy: 'approver-1', decidedAt: CASE_AT, decisionReason: '材料不足' });
      });
    });
  });

  describe('a claim', () => {
    test('is renewed, taken over and ended', async () => {
      await withStore(async ({ store }) => {
        const no = await storeReadyCase(store, 1);
        const mine = { deskId: 'desk-1', staffId: 'reviewer-1', since: CASE_AT, leaseUntil: '2026-03-01T09:05:00+08:00' };
        const claims = [mine, { ...mine, leaseUntil: '2026-03-01T09:10:00+08:00' }, { ...mine, deskId: 'desk-2', staffId: 'approver-1' }];
        for (const claim of claims) {
          await store.inTransaction(async (tx) => { await tx.saveClaim(no, claim); return ok(null); });
          expect((await store.findCase(no))?.claim).toEqual(claim);
        }
        await store.inTransaction(async (tx) => { await tx.endClaim(no); await tx.endClaim(no); return ok(null); });
        expect((await store.findCase(no))?.claim).toBeNull();
      });
    });
  });

  describe('an ID number', () => {
    test('finds its registrations, but none that was withdrawn', async () => {
      await withStore(async ({ store, place }) => {
        const same = { idNumber: idNumberOf(1) };
        await storeRegistrations(place, [registrationRow(3, same), registrationRow(1), registrationRow(2, same, { withdrawn: 1 }), registrationRow(4)]);
        expect(await store.findRegistrationsByIdNumber(idNumberOf(1))).toEqual([registrationNoOf(1), registrationNoOf(3)]);
        expect(await store.findRegistrationsByIdNumber(idNumberOf(9))).toEqual([]);
      });
    });
  });

  describe('bytes', () => {
    test('are known by the record that they stand in', async () => {
      await withStore(async ({ store }) => {
        const no = await storeSignedCase(store, 1);
        await store.inTransaction(async (tx) => { await tx.addBlob({ sha256: digestNamed('nobody'), bytes: 1, mediaType: 'image/png', width: 2, height: 3 }); return ok(null); });
        for (const name of [`image ${no}`, `photo ${no}`, `evidence ${no}`, `picture ${no}`]) expect(await store.listBlobUses(digestNamed(name)), name).toEqual([no]);
        expect(await store.listBlobUses(digestNamed('nobody'))).toEqual([]);
        expect(await store.findBlob(digestNamed('nobody'))).toEqual({ sha256: digestNamed('nobody'), bytes: 1, mediaType: 'image/png', width: 2, height: 3 });
        expect(await store.findBlob(digestNamed('unheard of'))).toBeNull();
      });
    });
  });

  describe('policies, people, keys and answers', () => {
    test('the policy adopted last is in force, and an earlier one can be adopted again', async () => {
      await withStore(async ({ store }) => {
        expect(await store.findCurrentPolicy()).toBeNull();
        const other = { ...CASE_POLICY, content: '{"format":"countersign.policy","version":1}', digest: sha256Hex('{"format":"countersign.policy","version":1}') };
        for (const policy of [CASE_POLICY, other, CASE_POLICY]) {
          await store.inTransaction(async (tx) => { await tx.adoptPolicy(policy); return ok(null); });
          expect(await store.findCurrentPolicy()).toEqual({ policy: JSON.parse(policy.content), digest: policy.digest });
        }
        expect(await store.findPolicy(other.digest)).toEqual(JSON.parse(other.content));
        expect(await store.findPolicy(digestNamed('none'))).toBeNull();
      });
    });

    test('staff stand in the order of their adding, and whoever came within one second always in the same one', async () => {
      await withStore(async ({ store }) => {
        const added = [['d', '2026-03-01T08:00:00+08:00'], ['b', '2026-03-01T08:00:01+08:00'], ['c', '2026-03-01T08:00:00+08:00'], ['a', '2026-03-01T08:00:02+08:00']] as const;
        await store.inTransaction(async (tx) => {
          for (const [id, at] of added) await tx.addStaff({ id, name: `测试人员${id}`, roles: ['reviewer'], active: true, pinHash: 'none' }, at);
          return ok(null);
        });
        expect((await store.listStaff()).map(({ id }) => id)).toEqual(['c', 'd', 'b', 'a']);
      });
    });

    test('staff, desk keys and the answers of commands come back', async () => {
      await withStore(async ({ store }) => {
        const staff = { id: 'reviewer-1', name: '审核员甲', roles: ['reviewer', 'approver'], active: true, pinHash: '$argon2id$' } as const;
        await store.inTransaction(async (tx) => {
          await tx.addStaff(staff, CASE_AT);
          await tx.addDeskKey({ deskId: 'desk-1', publicPem: 'PEM', siteSignature: null, addedAt: CASE_AT });
          await tx.addDeskKey({ deskId: 'desk-1', publicPem: 'PEM', siteSignature: 'c2ln', addedAt: CASE_AT });
          await tx.saveCommandAnswer('command-1', CASE_AT, { state: 'inReview' });
          return ok(null);
        });
        expect(await store.listStaff()).toEqual([staff]);
        expect(await store.listDeskKeys()).toEqual([{ deskId: 'desk-1', publicPem: 'PEM', siteSignature: 'c2ln' }]);
        expect(await store.findCommandAnswer('command-1')).toEqual({ state: 'inReview' });
        expect(await store.findCommandAnswer('command-2')).toBeNull();
        const twice = store.inTransaction(async (tx) => { await tx.saveCommandAnswer('command-1', CASE_AT, null); return ok(null); });
        await expect(twice).rejects.toThrow(says.keyTaken);
      });
    });

    test('packages come back as they were imported, and only touched cases are walked for export', async () => {
      await withStore(async ({ store, place }) => {
        await storeRegistrations(place, [registrationRow(1), registrationRow(2), registrationRow(3)]);
        expect(await store.listPackages()).toMatchObject([{ packageId: expect.stringContaining('0000') as string, sender: null, report: {} }]);
        await store.inTransaction(async (tx) => { await tx.adoptPolicy(CASE_POLICY); await turnCase(tx, registrationNoOf(2), 'checkedIn'); return ok(null); });
        expect(await store.listTouchedCases()).toEqual([registrationNoOf(2)]);
      });
    });
  });
});
