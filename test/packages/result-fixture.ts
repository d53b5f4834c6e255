import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonicalJson, digestOf, sha256Hex } from '../../src-main/canonical/canonical-json';
import { CHAIN_START, linkEvent } from '../../src-main/domain/audit-chain';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import type { CaseRecord } from '../../src-main/domain/case-record';
import { ok, err } from '../../src-main/domain/result';
import type { ExportReader, SiteKey, StoredFiles } from '../../src-main/packages/result-ports';
import { writeResultPackage, type ResultPackageInput, type ResultPackageSummary } from '../../src-main/packages/result-writer';
import { NO, SIGNED_AT, UNIT_CORRECTION, imageBytes, samplePolicy, sampleRecord, signedCase, type SignedCase } from '../documents/signed-case';

export const STARTED_AT = '2026-03-02T18:00:00+08:00';

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }) as string;
}

/** Bytes by digest, with which a test may meddle. */
export class MemoryFiles implements StoredFiles {
  readonly bytes = new Map<string, Uint8Array>();

  put(bytes: Uint8Array): string {
    const sha256 = sha256Hex(bytes);
    this.bytes.set(sha256, bytes);
    return sha256;
  }

  async read(sha256: string): ReturnType<StoredFiles['read']> {
    const bytes = this.bytes.get(sha256);
    if (!bytes) return err({ code: 'blob-missing', sha256 });
    return sha256Hex(bytes) === sha256 ? ok(bytes) : err({ code: 'blob-damaged', sha256 });
  }
}

interface StoredSheet {
  no: string;
  revision: number;
  sha256: string;
}

/** A site's record as an export reads it: cases, a chain that tells of them, keys. Changed by hand where a test needs it. */
export class SampleSite {
  readonly files = new MemoryFiles();
  readonly records = new Map<string, CaseRecord>();
  readonly signatures = new Map<string, string>();
  readonly sheets: StoredSheet[] = [];
  readonly events: AuditEvent[] = [];
  readonly site = generateKeyPairSync('ed25519');
  readonly desk = generateKeyPairSync('ed25519');
  siteSignature: string | null;
  exam: { name: string; year: number } | null = { name: '医师资格考试', year: 2026 };

  constructor() {
    this.siteSignature = sign(null, Buffer.from(pemOf(this.desk.publicKey)), this.site.privateKey).toString('base64');
    this.tell('store.created', null, {}, '2026-03-01T08:00:00+08:00');
  }

  get sitePem(): string {
    return pemOf(this.site.publicKey);
  }

  get keys(): SiteKey {
    return { sitePublicPem: this.sitePem, holdsSiteKey: true, signAsSite: (bytes) => sign(null, bytes, this.site.privateKey) };
  }

  tell(kind: AuditEvent['kind'], registrationNo: string | null, payload: AuditEvent['payload'], at = SIGNED_AT): AuditEvent {
    const event = linkEvent(this.events.at(-1) ?? CHAIN_START, { at, deskId: 'desk-1', staffId: null, kind, registrationNo, payload }, (linked) => digestOf({ ...linked }));
    this.events.push(event);
    return event;
  }

  add(record: CaseRecord): void {
    const pieces = [...record.images, { code: 'PHOTO', n: 1 }, { code: 'SECTION', n: 1 }, { code: 'SECTION', n: 2 }];
    for (const { code, n } of pieces) this.files.put(imageBytes(code, n));
    this.records.set(record.registration.registrationNo, record);
  }

  /** Signs a case as a desk does: event before, seal, signing event, paper. */
  sign(record: CaseRecord = sampleRecord()): SignedCase {
    const no = record.registration.registrationNo;
    const head = this.tell('sheet.presented', no, { revision: 1 });
    const signed = signedCase(record, samplePolicy(), { seq: head.seq, hash: head.hash });
    const sha256 = sha256Hex(signed.sealJson);
    const seal = {
      content: signed.sealJson, sha256, signature: sign(null, Buffer.from(signed.sealJson), this.desk.privateKey).toString('base64'),
      deskId: 'desk-1', signedAt: signed.seal.signedAt, sheetRevision: 1,
    };
    this.add({ ...record, state: 'signed', seal });
    this.signatures.set(no, canonicalJson(signed.signature));
    this.tell('case.signed', no, { seal: sha256, sheet: signed.seal.sheet.digest, revision: 1 });
    const paper = this.files.put(Buffer.from(`%PDF-1.7 sheet of ${no}`));
    this.sheets.push({ no, revision: 1, sha256: paper });
    this.tell('document.stored', no, { document: 'sheet', revision: 1, sha256: paper });
    return signed;
  }

  get reader(): ExportReader {
    const list = [...this.records.values()].sort((a, b) => (a.registration.registrationNo < b.registration.registrationNo ? -1 : 1));
    const place = { code: '9901', name: '测试考点' };
    return {
      getFacts: async () => ({ storeId: 's', kind: 'training', deskId: 'desk-1', points: [], site: place, zone: { code: '99', name: '测试考区' }, exam: this.exam }),
      findCurrentPolicy: async () => ({ policy: samplePolicy(), digest: digestOf(samplePolicy() as never) }),
      listStaff: async () => [['staff-1', '李审核'], ['staff-2', '王复审'], ['staff-3', '赵审批']].map(([id = '', name = '']) => ({ id, name, roles: ['reviewer'] as const, active: true, pinHash: '' })),
      findCase: async (no) => this.records.get(no) ?? null,
      listTouchedCases: async () => list.filter(({ state }) => state !== 'waiting').map(({ registration }) => registration.registrationNo),
      listAllCases: async function* () {
        for (const { registration: { registrationNo, fields, photo }, state } of list) {
          yield { registrationNo, name: fields.name ?? '', idNumber: '', category: '110', workUnit: '', point: '', state, photo, claim: null, supplementUntil: null, updatedAt: null };
        }
      },
      listEvents: async ({ fromSeq, limit }) => this.events.slice(fromSeq - 1, fromSeq - 1 + limit),
      listDocuments: async (no) => this.sheets.filter((sheet) => sheet.no === no).map(({ revision, sha256 }) => ({ id: sha256, registrationNo: no, kind: 'sheet' as const, revision, sha256, madeAt: SIGNED_AT })),
      findSignature: async (no) => {
        const content = this.signatures.get(no);
        return content === undefined ? null : { content, sha256: sha256Hex(content) };
      },
      listDeskKeys: async () => [{ deskId: 'desk-1', publicPem: pemOf(this.desk.publicKey), siteSignature: this.siteSignature }],
      findBlob: async (sha256) => ({ sha256, bytes: 0, mediaType: 'image/jpeg', width: null, height: null }),
    };
  }

  /** Tells of the export and writes the package. */
  exportTo(out: string, change: Partial<ResultPackageInput> = {}): ReturnType<typeof writeResultPackage> {
    const started = this.tell('export.started', null, { plain: true }, STARTED_AT);
    return writeResultPackage({ out, reader: this.reader, files: this.files, keys: this.keys, startedSeq: started.seq, ...change });
  }
}


/** A record of another candidate: number, state, and nothing signed. */
export function candidate(no: string, change: Partial<CaseRecord> = {}): CaseRecord {
  const record = sampleRecord(change);
  return { ...record, registration: { ...record.registration, registrationNo: no, fields: { ...record.registration.fields, registrationNo: no } } };
}

/** One signed case, one refused, one that owes papers, one in work, one that never came. */
export function busySite(): SampleSite {
  const site = new SampleSite();
  site.sign();
  const received = { ...sampleRecord().registration.received, name: '艾力·?' };
  const rare = candidate('20269901000002');
  site.add({ ...rare, registration: { ...rare.registration, received }, state: 'refused', refusal: { reason: '人证不符', impostor: true, returned: ['ID'] }, corrections: [] });
  site.add(candidate('20269901000003', { state: 'supplementOwed', supplement: { missing: ['EDU', 'TRIAL'], lastDay: '2026-03-01', reason: '备案表已过期' }, passes: [] }));
  site.add(candidate('20269901000004', { state: 'inReview', corrections: [{ ...UNIT_CORRECTION, state: 'refused' }], passes: [] }));
  site.add(candidate('20269901000005', { state: 'waiting', passes: [], corrections: [] }));
  return site;
}

export async function exported(site: SampleSite, out: string): Promise<ResultPackageSummary> {
  const written = await site.exportTo(out);
  if (!written.ok) throw new Error(written.error.code);
  return written.value;
}

export const SIGNED_NO = NO;
