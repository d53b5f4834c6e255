import { DeskApp } from '../../test/e2e/support/desk-app.ts';
import { PRACTICE_PEOPLE } from '../../test/e2e/support/counter.ts';
import type {} from '../../test/e2e/support/window-desk.ts';

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
