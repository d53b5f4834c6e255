import { SHEET_SECTIONS } from '../../src-main/domain/fields';
import type { CaseView, FieldKey } from '../../src-preload/contract/cases';
import type { CandidateFrame, CandidateView, SheetContentView, SigningProgress } from '../../src-preload/contract/signing';
import { MOCK_TIME, mockDigest } from './mock-desk-case';
import { checkCredential, findMockCase, keepMockCase, no, ok, type Handlers, type MockState } from './mock-desk-state';

const SECTIONS = [...Object.keys(SHEET_SECTIONS), 'corrections', 'materials', 'declaration'];

function frameOf(state: MockState): CandidateFrame {
  return { kind: state.session.store?.kind ?? 'training', trial: state.session.trial, site: state.session.store?.site ?? null, exam: state.session.store?.exam ?? null };
}

/** The sheet of a case as main would draw it up. */
export function mockSheet(view: CaseView): SheetContentView {
  const fields = Object.fromEntries(view.values.map(({ field, value }) => [field, value])) as Partial<Record<FieldKey, string>>;
  return {
    format: 'countersign.sheet', version: 1, exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' }, site: { code: '9901', name: '测试考点' },
    registrationNo: view.registrationNo, revision: view.sheet?.revision ?? 1, fields,
    corrections: view.corrections.filter(({ state }) => state === 'approved').map((each) => ({
      field: each.field, old: each.old, new: each.new, reason: each.reason, evidence: each.evidence.map(({ sha256 }) => sha256),
      requestedBy: each.requestedBy, decidedBy: each.decidedBy ?? '', decidedAt: each.decidedAt ?? MOCK_TIME,
    })),
    materials: view.materials.flatMap(({ code, state, images }) => images.map(({ n, sha256 }) => ({ code, n, sha256, decision: state }))), photo: mockDigest(view.registrationNo),
    declaration: { id: 'declaration', version: 1, lang: 'zh-CN', sha256: mockDigest('declaration') }, policyDigest: mockDigest('policy'),
  };
}

/** The confirm step of the candidate's screen for a case. */
export function mockConfirmView(state: MockState, view: CaseView, singleDisplay = false): CandidateView {
  const sections = SECTIONS.map((id) => ({
    id, confirmed: false, fields: ((SHEET_SECTIONS as Readonly<Record<string, readonly FieldKey[]>>)[id] ?? []).filter((field) => view.values.some((each) => each.field === field && each.value !== '')),
  }));
  return {
    ...frameOf(state), step: 'confirm', sheet: mockSheet(view), sections, categoryNames: { [view.category]: view.categoryName },
    materialNames: Object.fromEntries(view.materials.map(({ code, name }) => [code, name])), photoUrl: view.photoUrl,
    declaration: { 'zh-CN': '本人已逐项核对以上内容，确认真实、准确、完整。', en: 'I have checked every item above and confirm that it is true and complete.' },
    finality: { 'zh-CN': '签字后即为最终结果，任何人不得修改。', en: 'After your signature this is final; nobody can change it.' },
    minDwellSeconds: 10, singleDisplay,
  };
}

/** Presenting to, and answers from, the candidate's screen. */
export function signingHandlers(state: MockState): Handlers<'signing' | 'candidate' | 'documents'> {
  function tell(progress: SigningProgress): SigningProgress {
    state.signing = progress;
    state.push('signing.changed', progress);
    return progress;
  }
  function show(view: CandidateView): { ok: true; value: CandidateView } {
    state.candidate = view;
    state.push('candidate.changed', view);
    return ok(view);
  }
  const parts = new Map<string, readonly { n: number; of: number }[]>();
  return {
    'signing.present': ({ registrationNo }) => {
      parts.clear();
      const view = findMockCase(state, registrationNo);
      if (view === undefined) return no('unknown-registration');
      if (view.state !== 'readyToSign') return no('wrong-state', { state: view.state });
      const shown = mockConfirmView(state, view);
      show(shown);
      return ok(tell({ registrationNo, phase: 'confirming', sections: shown.step === 'confirm' ? shown.sections : [], doubted: null, failure: null, samples: 0 }));
    },
    'signing.takeBack': ({ registrationNo }) => {
      const view = findMockCase(state, registrationNo);
      if (view === undefined) return no('unknown-registration');
      if (state.signing !== null) tell({ ...state.signing, phase: 'takenBack' });
      show({ ...frameOf(state), step: 'welcome' });
      return ok(view);
    },
    'signing.progress': () => ok(state.signing),
    'documents.print': ({ documentId }) => {
      const owner = [...state.cases.values()].find((view) => view.documents.some(({ id }) => id === documentId));
      if (owner === undefined) return no('unknown-document');
      const documents = owner.documents.map((each) => (each.id === documentId ? { ...each, copies: each.copies + 1 } : each));
      state.cases.set(owner.registrationNo, { ...owner, documents });
      return ok({ copyNo: documents.find(({ id }) => id === documentId)?.copies ?? 1 });
    },
    'documents.save': () => ok({ fileName: 'sheet-20269901000007-r1.pdf' }),
    'candidate.get': () => ok(state.candidate),
    'candidate.confirmSection': ({ section, part = { n: 1, of: 1 } }) => {
      if (state.candidate.step !== 'confirm') return no('not-presenting');
      const confirmed = [...parts.get(section) ?? [], part].filter(({ of }) => of === part.of);
      parts.set(section, confirmed);
      const sections = state.candidate.sections.map((each) => (each.id === section ? { ...each, confirmed: new Set(confirmed.map(({ n }) => n)).size === part.of } : each));
      if (state.signing !== null) tell({ ...state.signing, phase: sections.every(({ confirmed }) => confirmed) ? 'signing' : 'confirming', sections });
      return show({ ...state.candidate, sections });
    },
    'candidate.doubt': ({ section }) => {
      if (state.signing !== null) tell({ ...state.signing, phase: 'doubted', doubted: section });
      return show({ ...frameOf(state), step: 'welcome' });
    },
    'candidate.inkProgress': ({ samples }) => {
      if (state.signing !== null) tell({ ...state.signing, phase: 'signing', samples });
      return ok(null);
    },
    'candidate.sign': ({ strokes }) => {
      if (state.candidate.step !== 'confirm') return no('not-presenting');
      if (state.candidate.sections.some(({ confirmed }) => !confirmed)) return no('section-unconfirmed');
      if (strokes.length === 0) return no('signature-empty');
      const view = findMockCase(state, state.candidate.sheet.registrationNo);
      if (view === undefined) return no('unknown-registration');
      const documents = (['sheet', 'receipt'] as const).map((kind) => ({ id: `${view.registrationNo}-${kind}`, kind, revision: 1, madeAt: MOCK_TIME, copies: 0 }));
      keepMockCase(state, { ...view, state: 'signed', claim: null, readOnly: true, documents, seal: { signedAt: MOCK_TIME, digest: mockDigest('seal'), deskId: 'desk-1', auditSeq: 412, auditHash: mockDigest('audit') } }, 'case.signed');
      if (state.signing !== null) tell({ ...state.signing, phase: 'sealed' });
      return show({ ...frameOf(state), step: 'thanks', name: view.name, receiptCode: '9901-0412', singleDisplay: state.candidate.singleDisplay });
    },
    'candidate.handBack': (credential) => {
      const person = checkCredential(state, credential);
      return person.ok ? show({ ...frameOf(state), step: 'welcome' }) : person;
    },
  };
}
