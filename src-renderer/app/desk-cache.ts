import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { CaseView } from '../../src-preload/contract/cases';
import type { Channel, Input, Outputs, PushName, Pushes } from '../../src-preload/contract/desk-api';
import type { PackageJobsView } from '../../src-preload/contract/packages';

/** Where the answer of a call is kept; without input, every answer of that call. */
export function deskKey<C extends Channel>(channel: C, input?: Input<C>): QueryKey {
  return input === undefined ? ['desk', channel] : ['desk', channel, input];
}

type AnswersCase = { [C in Channel]: Outputs[C] extends CaseView ? C : never }[Channel];

/** Calls whose answer is the case as it is now. Complete by type. */
const ANSWERS_CASE: Readonly<Record<AnswersCase, true>> = {
  'cases.open': true, 'cases.get': true, 'cases.release': true, 'cases.takeOver': true, 'cases.refuse': true, 'cases.oweSupplement': true,
  'cases.reopen': true, 'identity.confirm': true, 'identity.show': true, 'identity.consent': true, 'review.confirmMaterial': true, 'review.checkField': true,
  'review.decideMaterial': true, 'review.addImage': true, 'review.pass': true, 'review.sendBack': true, 'corrections.request': true, 'corrections.decide': true,
  'corrections.withdraw': true, 'signing.takeBack': true,
};

type AnswersSession = { [C in Channel]: Outputs[C] extends Outputs['session.get'] ? C : never }[Channel];

/** Calls whose answer is the session as it is now. Complete by type. */
const ANSWERS_SESSION: Readonly<Record<Exclude<AnswersSession, 'session.get'>, true>> = {
  'session.signIn': true, 'session.signOut': true, 'session.reopenStore': true, 'setup.create': true, 'setup.join': true, 'site.close': true, 'keys.unlock': true, 'keys.unlockByCode': true, 'keys.confirmCode': true,
  'keys.reissueCode': true,
};

/** What else a finished command makes old, beside the case it answers with. */
const MAKES_OLD: Partial<Record<Channel, readonly Channel[]>> = {
  'staff.add': ['staff.list'],
  'corrections.request': ['corrections.inbox'],
  'corrections.decide': ['corrections.inbox'],
  'corrections.withdraw': ['corrections.inbox'],
  'documents.print': ['cases.get'],
  'signing.present': ['signing.progress', 'cases.get'],
  'signing.takeBack': ['signing.progress'],
  'packages.import': ['packages.list'],
  'reader.choose': ['reader.settings', 'reader.get', 'reader.facts', 'readiness.get'],
  'policy.adopt': ['policy.get', 'readiness.get', 'cases.get'],
  'desks.approveFile': ['desks.get'],
  'desks.acceptFile': ['desks.get', 'readiness.get'],
  'desks.approveJoined': ['desks.get'],
  'backup.choosePlace': ['backup.get', 'readiness.get'],
  'backup.schedule': ['backup.get', 'readiness.get'],
  'backup.run': ['backup.get', 'readiness.get'],
};

/** Keeps what a command answered, and marks old what it changed. */
export function followAnswer<C extends Channel>(client: QueryClient, channel: C, input: Input<C>, value: Outputs[C]): void {
  if (channel in ANSWERS_CASE) keepCase(client, value as CaseView);
  if (channel in ANSWERS_SESSION) keepSession(client, value as Outputs['session.get']);
  if (channel === 'cases.leave') forgetCard(client, (input as Input<'cases.leave'>).registrationNo);
  for (const old of MAKES_OLD[channel] ?? []) void client.invalidateQueries({ queryKey: deskKey(old) });
}

/** What the chip said does not outlive the page on which it was compared. */
function forgetCard(client: QueryClient, registrationNo: string): void {
  client.setQueryData<CaseView>(deskKey('cases.get', { registrationNo }), (view) => (view === undefined ? view : { ...view, pendingCard: null }));
}

function keepCase(client: QueryClient, view: CaseView): void {
  client.setQueryData(deskKey('cases.get', { registrationNo: view.registrationNo }), view);
}

/** Another person, other rights: everything read for the one before is forgotten. Who may sign in is asked again: people came with what is told. */
function keepSession(client: QueryClient, session: Outputs['session.get']): void {
  const before = client.getQueryData<Outputs['session.get']>(deskKey('session.get', {}));
  if (before?.staff?.id !== session.staff?.id) {
    client.removeQueries({ queryKey: ['desk'], predicate: (query) => query.queryKey[1] !== 'session.get' });
  }
  client.setQueryData(deskKey('session.get', {}), session);
  void client.invalidateQueries({ queryKey: deskKey('staff.list') });
}

/** Imports and exports tell of themselves. Kept under this key, past sign-in and rooms. */
export const JOB_KEY: QueryKey = ['told', 'packages'];

type PushEffects = { [P in PushName]?: (client: QueryClient, value: Pushes[P]) => void };

const PUSH_EFFECTS: PushEffects = {
  'session.changed': keepSession,
  'reader.changed': (client, reader) => {
    client.setQueryData(deskKey('reader.get', {}), reader);
    void client.invalidateQueries({ queryKey: deskKey('reader.facts') });
  },
  'cases.changed': (client, { registrationNo }) => {
    for (const channel of ['cases.list', 'corrections.inbox'] as const) void client.invalidateQueries({ queryKey: deskKey(channel) });
    void client.invalidateQueries({ queryKey: deskKey('cases.get', { registrationNo }) });
  },
  'packages.progress': (client, running) => client.setQueryData<PackageJobsView>(JOB_KEY, { running, finished: null }),
  'desk.link': (client, link) => client.setQueryData<Outputs['session.get']>(deskKey('session.get', {}), (session) => (session === undefined ? session : { ...session, link })),
  'desk.refreshed': (client) => void client.invalidateQueries({ queryKey: ['desk'] }),
  'packages.finished': (client, finished) => {
    client.setQueryData<PackageJobsView>(JOB_KEY, { running: null, finished });
    for (const channel of ['packages.list', 'policy.get', 'cases.list', 'session.get', 'readiness.get'] as const) void client.invalidateQueries({ queryKey: deskKey(channel) });
  },
  'signing.changed': (client, progress) => {
    client.setQueryData(deskKey('signing.progress', {}), progress);
    void client.invalidateQueries({ queryKey: deskKey('cases.get', { registrationNo: progress.registrationNo }) });
  },
  'backup.changed': (client, view) => {
    client.setQueryData(deskKey('backup.get', {}), view);
    void client.invalidateQueries({ queryKey: deskKey('readiness.get') });
  },
  'candidate.changed': (client, view) => client.setQueryData(deskKey('candidate.get', {}), view),
};

/** Keeps what the desk told, and marks old what it tells to be changed. */
export function followPush<P extends PushName>(client: QueryClient, name: P, value: Pushes[P]): void {
  PUSH_EFFECTS[name]?.(client, value);
}
