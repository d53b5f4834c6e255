import { checkCredential, no, ok, type Handlers, type MockState } from './mock-desk-state';

export const MOCK_OTHER_DESK = '7c'.repeat(32);
export const MOCK_OTHER_SITE = 'e4'.repeat(32);

/** The site's key between desks: the file that is chosen is always the one of desk-2. */
export function desksHandlers(state: MockState): Handlers<'desks'> {
  const consent = (credential: Parameters<typeof checkCredential>[1], change: () => void): ReturnType<Handlers<'desks'>['desks.get']> => {
    const person = checkCredential(state, credential);
    if (!person.ok) return person;
    if (!person.value.roles.includes('approver')) return no('role-missing', { role: 'approver' });
    change();
    return ok(state.desks);
  };
  const approved = (deskId: string, fingerprint: string): void => {
    state.desks = { ...state.desks, desks: [...state.desks.desks.filter((desk) => desk.deskId !== deskId), { deskId, fingerprint, approved: true }] };
  };
  return {
    'desks.get': () => ok(state.desks),
    'desks.request': (credential) => {
      const done = consent(credential, () => undefined);
      return done.ok ? ok({ fileName: `countersign-${state.desks.deskId}.json` }) : done;
    },
    'desks.chooseFile': ({ purpose }) => ok({
      fileId: '6f6f2d7e-0b9e-4c57-9f5f-990100000001', fileName: 'countersign-desk-2.json', deskId: purpose === 'approve' ? 'desk-2' : state.desks.deskId, fingerprint: MOCK_OTHER_DESK, site: '测试考点',
      siteKeyFingerprint: purpose === 'approve' ? null : MOCK_OTHER_SITE,
    }),
    'desks.approveFile': ({ approver }) => consent(approver, () => approved('desk-2', MOCK_OTHER_DESK)),
    'desks.acceptFile': ({ approver }) => consent(approver, () => {
      state.desks = { ...state.desks, siteKey: 'elsewhere', siteKeyFingerprint: MOCK_OTHER_SITE };
    }),
    'desks.approveJoined': ({ deskId, fingerprint, approver }) => consent(approver, () => approved(deskId, fingerprint)),
  };
}
