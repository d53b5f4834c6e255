import type { PackageJobResult } from '../../src-preload/contract/packages';
import type { StaffView } from '../../src-preload/contract/session';
import { MOCK_TIME } from './mock-desk-case';
import type { MockStaff } from './mock-desk-people';
import { checkCredential, no, ok, type Handlers, type MockState } from './mock-desk-state';

export function shownStaff({ id, name, roles, active }: MockStaff): StaffView {
  return { id, name, roles, active };
}

export const MOCK_PASSPHRASE = '早上开机用的口令';
export const MOCK_SERVER_PASSWORD = 'geheim';
export const MOCK_CODE = '7H2KC-9QX4D-M3VNA-0T8WB-R5YJE-6PZGS';

/** Session, set-up, keys, people, packages, reader, readiness. */
export function siteHandlers(state: MockState): Handlers<'session' | 'setup' | 'keys' | 'staff' | 'site' | 'packages' | 'policy' | 'reader' | 'readiness' | 'audit' | 'trainingReader'> {
  let jobs = 0;
  function startJob(kind: 'import' | 'export' | 'sample'): { ok: true; value: { jobId: string } } {
    jobs += 1;
    state.jobs.push({ jobId: `job-${jobs}`, kind });
    return ok({ jobId: `job-${jobs}` });
  }
  function signedInAs(person: MockStaff | null): { ok: true; value: MockState['session'] } {
    state.session = { ...state.session, phase: person === null ? 'signedOut' : 'signedIn', staff: person === null ? null : shownStaff(person) };
    state.push('session.changed', state.session);
    return ok(state.session);
  }
  return {
    'session.get': () => ok(state.session),
    'session.signIn': (credential) => {
      const person = checkCredential(state, credential);
      return person.ok ? signedInAs(person.value) : person;
    },
    'session.signOut': () => signedInAs(null),
    'session.reopenStore': () => {
      state.session = state.opensNow ?? state.session;
      return ok(state.session);
    },
    'session.setLanguage': () => ok(null),
    'keys.unlock': ({ passphrase }) => (passphrase === MOCK_PASSPHRASE ? signedInAs(null) : no('passphrase-wrong')),
    'keys.unlockByCode': ({ recoveryCode, newPassphrase }) => {
      if (state.session.keyStore !== 'ready' && newPassphrase === null) return no('passphrase-missing');
      return recoveryCode === MOCK_CODE ? signedInAs(null) : no('recovery-code-mistyped', { group: 3 });
    },
    'keys.showCode': () => ok({ code: MOCK_CODE, asked: [2, 5] }),
    'keys.confirmCode': ({ typed }) => {
      if (typed.join(' ') !== `${MOCK_CODE.split('-')[1]} ${MOCK_CODE.split('-')[4]}`) return no('recovery-code-differs', { group: 2 });
      return signedInAs(state.staff.find(({ id }) => id === state.session.staff?.id) ?? null);
    },
    'keys.reissueCode': (credential) => {
      const person = checkCredential(state, credential);
      if (!person.ok) return person;
      if (!person.value.roles.includes('approver')) return no('role-missing', { role: 'approver' });
      state.session = { ...state.session, phase: 'recoveryCode' };
      return ok(state.session);
    },
    'keys.changePassphrase': ({ approver }) => {
      const person = checkCredential(state, approver);
      return person.ok ? ok(null) : person;
    },
    'setup.create': ({ kind, deskId, staff }) => {
      if (kind === 'live' && state.session.liveObstacles.length > 0) return no('live-store-refused');
      state.staff = staff.map((person, index) => ({ id: `staff-${index + 1}`, name: person.name, roles: person.roles, active: true, pin: person.pin }));
      state.session = { ...state.session, phase: 'recoveryCode', store: { kind, deskId, site: null, zone: null, exam: null, examYear: null } };
      state.push('session.changed', state.session);
      return ok(state.session);
    },
    'setup.chooseAuthority': () => ok('/home/desk/ca.pem'),
    'setup.lookAtServer': ({ password }) => (password === MOCK_SERVER_PASSWORD ? ok({ kind: 'training', site: '测试考点', exam: '医师资格考试', examYear: 2026, desks: ['desk-1'] }) : no('server-password-wrong', { detail: '' })),
    'setup.join': ({ deskId, recoveryCode }) => {
      if (recoveryCode !== MOCK_CODE) return no('recovery-code-mistyped', { group: 3 });
      if (deskId === 'desk-1') return no('desk-name-taken', { deskId });
      return signedInAs(null);
    },
    'staff.list': () => ok(state.staff.map(shownStaff)),
    'staff.add': ({ name, pin, roles }) => {
      if (state.session.staff?.roles.includes('administrator') !== true) return no('role-missing', { role: 'administrator' });
      if (state.staff.some((person) => person.name === name)) return no('name-taken', { name });
      const person: MockStaff = { id: `staff-new-${state.staff.length}`, name, roles, active: true, pin };
      state.staff = [...state.staff, person];
      return ok(shownStaff(person));
    },
    'site.close': ({ siteCode }) => {
      if (siteCode !== '9901') return no('code-not-confirmed');
      state.session = { ...state.session, closed: { by: 'staff-zhou', at: MOCK_TIME } };
      state.push('session.changed', state.session);
      return ok(state.session);
    },
    'packages.import': ({ source }) => startJob(source === 'sample' ? 'sample' : 'import'),
    'packages.export': () => startJob('export'),
    'packages.countersign': () => startJob('export'),
    'packages.cancel': ({ jobId }) => {
      const job = state.jobs.find((each) => each.jobId === jobId);
      if (job !== undefined) state.push('packages.finished', { jobId, kind: job.kind, outcome: 'cancelled', failure: null, report: null, exported: null });
      return ok(null);
    },
    'packages.jobs': () => ok(state.packageJobs),
    'packages.list': () => ok(state.packages),
    'policy.get': () => ok(state.policy),
    'policy.adopt': ({ digest, administrator }) => {
      const person = checkCredential(state, administrator);
      if (!person.ok) return person;
      if (!person.value.roles.includes('administrator')) return no('role-missing', { role: 'administrator' });
      if (digest !== state.policy.waiting?.digest) return no('policy-changed');
      state.policy = { digest, waiting: null };
      return ok(state.policy);
    },
    'reader.get': () => ok(state.reader),
    'reader.facts': () => ok({ device: { way: 'usb', model: 'SDT USB (0400:C35A)', at: '0400:c35a', samId: '05.02-20200101-0001234567-0305419896' }, lastReadAt: null }),
    'reader.selfTest': () => ok({ outcome: 'passed' }),
    'reader.settings': () => ok(state.readerSettings),
    'reader.attached': () => ok(state.attachedReaders),
    'reader.choose': (choice) => {
      if (choice.carrier === 'serial' && !state.attachedReaders.devices.some(({ at }) => at === choice.path)) return no('reader-port-missing', { port: choice.path });
      state.readerSettings = { ...state.readerSettings, choice };
      return ok(state.readerSettings);
    },
    'reader.chooseProgram': () => ok({ program: state.chosenProgram }),
    'readiness.get': () => ok(state.readiness),
    'audit.verify': () => ok({ sound: true, events: 412, firstBroken: null }),
    'trainingReader.present': ({ registrationNo }) => {
      state.push('reader.cardRead', { readId: 'read-1', outcome: 'one', registrationNos: [registrationNo], maskedIdNumber: '990000********0012' });
      return ok(null);
    },
    'trainingReader.lift': () => ok(null),
    'trainingReader.command': () => ok(null),
  };
}

/** A report with a problem of each kind, as the sample package would give it. */
export function mockReport(): NonNullable<PackageJobResult['report']> {
  return {
    packageId: '6f6f2d7e-0b9e-4c57-9f5f-9901deadbeef', refused: false, encoding: 'utf-8', sender: null,
    candidates: { rows: 26, imported: 24, updated: 0, unchanged: 0, superseded: 0, conflict: 0, rejected: 2 },
    images: { files: 190, imported: 189, flagged: 2, rejected: 1 },
    problems: [
      { severity: 'error', code: 'id-check-digit', row: 25, registrationNo: '20269901000025', column: 'idNumber', path: null, message: { 'zh-CN': '证件编号的校验码不对', en: 'check digit of idNumber is wrong' } },
      { severity: 'error', code: 'duplicate-id-number', row: 26, registrationNo: '20269901000026', column: 'idNumber', path: null, message: { 'zh-CN': '证件编号在第 3、26 行', en: 'idNumber stands in rows 3 and 26' } },
      { severity: 'error', code: 'image-undecodable', row: null, registrationNo: '20269901000009', column: null, path: 'images/20269901000009/DIPLOMA_2.jpg', message: { 'zh-CN': '无法完整打开', en: 'cannot be decoded' } },
      { severity: 'warning', code: 'image-too-large', row: null, registrationNo: '20269901000002', column: null, path: 'images/20269901000002/DIPLOMA_1.jpg', message: { 'zh-CN': '318221 字节，规定 204800', en: '318221 bytes, allowed 204800' } },
      { severity: 'warning', code: 'untyped-character', row: 5, registrationNo: '20269901000005', column: 'name', path: null, message: { 'zh-CN': '姓名中有未能录入的字', en: 'name holds a character that could not be typed' } },
    ],
  };
}

/** How a job of the mock ends well. */
export function mockJobResult(jobId: string, kind: PackageJobResult['kind']): PackageJobResult {
  const exported = { fileName: 'result-9901-2026-desk-1.zip', files: 87, seals: 12, events: 1_904, siteKeyFingerprint: '3f:9a:1c:77:0e:52:b8:d4:61:2b:90:aa:4e:f0:13:cc', awaitsSite: false };
  return { jobId, kind, outcome: 'done', failure: null, report: kind === 'export' ? null : mockReport(), exported: kind === 'export' ? exported : null };
}

export function mockPackage(): MockState['packages'][number] {
  return { packageId: mockReport().packageId ?? '', createdAt: '2026-02-20T08:00:00+08:00', importedAt: MOCK_TIME, sender: null, report: mockReport() };
}
