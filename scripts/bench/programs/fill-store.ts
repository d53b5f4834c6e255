// A program of its own: adds invented people to the store of the folder named first, up to the number named second; in the
// database at the address named third, when there is one. The store is made.
import { sql } from 'kysely';
import { createStore } from '../../../src-main/storage/open-store';
import { TRAINING_FACTS, STORE_CREATED_AT } from '../../../test/support/temporary-store';
import { addPeople } from './many-registrations';
import { connectionTo, placeOf } from './store-place';

const [, , dir = '', people = '0', url] = process.argv;
const made = await createStore({ ...placeOf(dir, url), facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
if (!made.ok) throw new Error(`no store: ${made.error.code}`);
await made.value.close();
const connection = connectionTo(dir, url);
await addPeople(connection.db, 0, Number(people));
// What a server does by itself within the minute.
if (url !== undefined) await sql`analyze`.execute(connection.db);
await connection.close();
