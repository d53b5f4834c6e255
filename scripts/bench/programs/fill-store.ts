// A program of its own: adds invented people to the store of the folder named first, from the number named second up to the
// one named third; makes the store when there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection } from '../../../src-main/storage/connection';
import { createStore } from '../../../src-main/storage/open-store';
import { addPeople } from './many-registrations';

const FACTS = { storeId: '00000000-0000-4000-8000-000000000001', kind: 'training', deskId: 'desk-1', points: [], site: null, zone: null, exam: null } as const;

const [, , dir = '', from = '0', to = '0'] = process.argv;
if (!existsSync(join(dir, 'countersign.db'))) {
  const made = await createStore({ dir, facts: FACTS, createdAt: '2026-03-01T08:00:00+08:00' });
  if (!made.ok) throw new Error(`no store: ${made.error.code}`);
  await made.value.close();
}
const connection = openConnection(dir);
await addPeople(connection.db, Number(from), Number(to));
await connection.close();
