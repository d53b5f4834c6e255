import { join } from 'node:path';
import { DeskApp } from '../../test/e2e/support/desk-app.ts';
import { PRACTICE_PEOPLE } from '../../test/e2e/support/counter.ts';
import type {} from '../../test/e2e/support/window-desk.ts';
import { recoveryCodeOf } from './workshop.ts';

/** By the staff page's own call. */
async function addPeople(desk: DeskApp): Promise<void> {
  const staff = PRACTICE_PEOPLE.map((person) => ({ ...person, roles: [...person.roles] }));
  const created = await desk.staff.evaluate((people) => window.desk.setup.create({ kind: 'training', deskId: 'desk-1', passphrase: null, staff: people }), staff);
  if (!created.ok) throw new Error(`no people in the store: ${created.error.code}`);
}

/** First use of a store that the command line made, with the app started and ended for it. */
export async function addPeopleTo(dataDir: string): Promise<void> {
  const desk = await DeskApp.start({ dataDir });
  try {
    await addPeople(desk);
  } finally {
    await desk.close();
  }
}

/** The same on a machine with a key ring (`env` of key-ring.ts): from then on a desk there opens the store without being asked. */
export async function addPeopleByKeyRing(dataDir: string, env: Record<string, string>): Promise<void> {
  const desk = await DeskApp.start({ dataDir, env: { ...env, COUNTERSIGN_KEY_FILE: '' }, before: join(import.meta.dirname, '../../test/e2e/support/use-key-ring.cjs') });
  try {
    const recoveryCode = await recoveryCodeOf(dataDir);
    const opened = await desk.staff.evaluate((code) => window.desk.keys.unlockByCode({ recoveryCode: code, newPassphrase: null }), recoveryCode);
    if (!opened.ok) throw new Error(`the store stayed closed: ${opened.error.code}`);
    await addPeople(desk);
  } finally {
    await desk.close();
  }
}
