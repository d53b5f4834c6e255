import type { CaseView } from '../../src-preload/contract/cases';
import type { Credential, DeskReply, Refusal } from '../../src-preload/contract/common';
import type { Channel, Input, Outputs, PushName, Pushes } from '../../src-preload/contract/desk-api';
import type { SiteDesksView } from '../../src-preload/contract/desks';
import type { PolicyView } from '../../src-preload/contract/policy';
import type { ImportedPackageView, PackageJobsView } from '../../src-preload/contract/packages';
import type { AttachedReadersView, ReaderSettingsView } from '../../src-preload/contract/readers';
import type { ReadinessCheck, ReaderView, SessionView } from '../../src-preload/contract/session';
import type { CandidateView, SigningProgress } from '../../src-preload/contract/signing';
import { buildMockCase, withRules, type DrawImage } from './mock-desk-case';
import type { MockCandidate, MockStaff } from './mock-desk-people';

export type Handler<C extends Channel> = (input: Input<C>) => DeskReply<Outputs[C]>;
export type Handlers<A extends string> = { [C in Channel as C extends `${A}.${string}` ? C : never]: Handler<C> };

export interface MockJob {
  jobId: string;
  kind: 'import' | 'export' | 'sample';
}

/** Everything the pretended desk knows. Tests may set parts of it before a screen asks. */
export interface MockState {
  session: SessionView;
  /** What a store in trouble becomes when it is opened again; null: the trouble stays. */
  opensNow: SessionView | null;
  staff: MockStaff[];
  /** Candidates by position, so that a list of 100,000 costs nothing. */
  candidateCount: number;
  candidateAt(index: number): MockCandidate;
  cases: Map<string, CaseView>;
  reader: ReaderView;
  readerSettings: ReaderSettingsView;
  /** What the dialog for a program answers. */
  chosenProgram: string | null;
  attachedReaders: AttachedReadersView;
  readiness: ReadinessCheck[];
  desks: SiteDesksView;
  packages: ImportedPackageView[];
  policy: PolicyView;
  jobs: MockJob[];
  /** What a page is answered that missed what was told. */
  packageJobs: PackageJobsView;
  signing: SigningProgress | null;
  candidate: CandidateView;
  draw: DrawImage;
  push<P extends PushName>(name: P, value: Pushes[P]): void;
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function no(code: Refusal['code'], params?: Refusal['params']): { ok: false; error: Refusal } {
  return { ok: false, error: params === undefined ? { code } : { code, params } };
}

/** The case as it stands; made when first asked for. */
export function findMockCase(state: MockState, registrationNo: string): CaseView | undefined {
  const known = state.cases.get(registrationNo);
  if (known !== undefined) return withRules(known, state.session.staff);
  for (let index = 0; index < state.candidateCount; index += 1) {
    const candidate = state.candidateAt(index);
    if (candidate.registrationNo === registrationNo) {
      const view = buildMockCase(candidate, state.draw);
      state.cases.set(registrationNo, view);
      return withRules(view, state.session.staff);
    }
  }
  return undefined;
}

/** Keeps a changed case, adds a line of history, and tells the windows. */
export function keepMockCase(state: MockState, view: CaseView, kind: string): { ok: true; value: CaseView } {
  const line = { seq: 100 + view.history.length, at: '2026-03-01T09:01:00+08:00', kind, by: state.session.staff?.name ?? null, deskId: 'desk-1' };
  const kept = { ...view, history: [...view.history, line] };
  state.cases.set(view.registrationNo, kept);
  state.push('cases.changed', { registrationNo: view.registrationNo });
  return ok(withRules(kept, state.session.staff));
}

/** Changes a case that can still be changed; a signed one refuses. */
export function changeMockCase(state: MockState, registrationNo: string, kind: string, change: (view: CaseView) => CaseView | Refusal['code']): DeskReply<CaseView> {
  const view = findMockCase(state, registrationNo);
  if (view === undefined) return no('unknown-registration');
  if (view.state === 'signed') return no('case-signed');
  const changed = change(view);
  return typeof changed === 'string' ? no(changed) : keepMockCase(state, changed, kind);
}

/** The person whose PIN it is, or why not. */
export function checkCredential(state: MockState, credential: Credential): DeskReply<MockStaff> {
  const person = state.staff.find(({ id }) => id === credential.staffId);
  if (person === undefined) return no('unknown-person');
  return person.pin === credential.pin ? ok(person) : no('wrong-pin', { left: 4 });
}

/** Who acts with this role: the consenting person when given, else the one signed in. */
export function findActor(state: MockState, credential: Credential | null, role: 'reviewer' | 'approver'): DeskReply<MockStaff> {
  const signedIn = state.staff.find(({ id }) => id === state.session.staff?.id);
  const person = credential === null ? (signedIn === undefined ? no('not-signed-in') : ok(signedIn)) : checkCredential(state, credential);
  if (!person.ok) return person;
  return person.value.roles.includes(role) ? person : no('role-missing', { role });
}
