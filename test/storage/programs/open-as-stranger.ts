// Tries to open the store of the folder it is given as a user who may not write there, and says what came of it.
import Database from 'better-sqlite3';
import { createStore, openStore } from '../../../src-main/storage/open-store';
import { TEST_KEY, TRAINING_FACTS } from '../../support/temporary-store';

const STRANGER = 65_534;
const [dir = '', what] = process.argv.slice(2);
// The native part is loaded before the change of user, who may have no way to it.
new Database(':memory:').close();
if (process.getuid?.() === 0) process.setuid?.(STRANGER);
const outcome = what === 'create' ? await createStore({ key: TEST_KEY, dir, facts: TRAINING_FACTS, createdAt: '2026-03-01T08:00:00+08:00' }) : await openStore({ key: TEST_KEY, dir });
process.stdout.write(`${JSON.stringify(outcome.ok ? { ok: true } : outcome)}\n`);
