import type { CaseView, PendingCardView } from '../../src-preload/contract/cases';
import type { DeskReply } from '../../src-preload/contract/common';
import type { Desk } from '../app/desk';
import { ok } from '../domain/result';
import type { Scene } from '../domain/scene';
import type { RegistrationNo } from '../domain/vocabulary';
import { loadScene } from '../workflows/load-scene';
import { buildCaseView } from './case-view';
import type { AtWork } from './guard';
import { companionStepOf, withFullNumber } from './companion-step';
import { tellNumberShownOnce } from './number-shown';
import { judgePending } from './pending-card';
import { paperView } from './pending-paper';

const HISTORY_LINES = 50;

/** The paper or card that lies in memory for the case, judged against the registration as it stands now. */
export function pendingCardOf(desk: Desk, at: AtWork, scene: Scene): PendingCardView | null {
  const no = scene.record.registration.registrationNo;
  const paper = at.open.counter.findPaper(no);
  if (paper !== null) return paperView(scene, paper);
  const read = at.open.counter.findUndecidedCard(no);
  return read === null ? null : judgePending(desk.tables, scene, read, { picture: at.open.counter.findPicture(no) }).view;
}

/** The names of the desk's people, by id; an id that is gone stays as it is. */
export async function namesOf(at: AtWork): Promise<(staffId: string | null) => string | null> {
  const names = new Map((await at.open.ports.store.listStaff()).map((account) => [account.id, account.name]));
  return (staffId) => (staffId === null ? null : (names.get(staffId) ?? staffId));
}

interface ShownCase {
  scene: Scene;
  view: CaseView;
}

async function loadShown(desk: Desk, at: AtWork, registrationNo: RegistrationNo): Promise<DeskReply<ShownCase>> {
  const { store, clock } = at.open.ports;
  const loaded = await loadScene(store, clock, at.actor, registrationNo);
  if (!loaded.ok) return loaded;
  const { scene } = loaded.value;
  const pendingCard = pendingCardOf(desk, at, scene);
  // Card and paper stand beside the number in full, whether the case or the card came first.
  const told = pendingCard === null ? ok(null) : await tellNumberShownOnce(at, registrationNo);
  if (!told.ok) return told;
  const [nameOf, documents, prints, history] = await Promise.all([
    namesOf(at), store.listDocuments(registrationNo), store.listPrintRecords(registrationNo),
    store.listEvents({ fromSeq: 1, limit: HISTORY_LINES, registrationNo }),
  ]);
  return ok({ scene, view: buildCaseView(scene, { nameOf, pendingCard, documents, prints, history, idNumberShown: at.open.counter.isNumberShown(registrationNo) }) });
}

/** The case as the staff window shows it now. */
export async function showCase(desk: Desk, at: AtWork, registrationNo: RegistrationNo): Promise<DeskReply<CaseView>> {
  const shown = await loadShown(desk, at, registrationNo);
  return shown.ok ? ok(shown.value.view) : shown;
}

/** After a command the answer is the case as it stands; the feed tells everybody who shows it. */
export async function afterChange(desk: Desk, at: AtWork, registrationNo: RegistrationNo): Promise<DeskReply<CaseView>> {
  const shown = await loadShown(desk, at, registrationNo);
  if (!shown.ok) return shown;
  const { scene, view } = shown.value;
  const step = companionStepOf(view, at.open.counter.findCurrent());
  at.open.signing.accompany(await withFullNumber(at, registrationNo, step, scene.record.corrections));
  return ok(view);
}
