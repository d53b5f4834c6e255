// Opens the store of the folder it is given, says what came of it, and holds the store until it is ended.
import { openStore } from '../../../src-main/storage/open-store';
import { TEST_KEY } from '../../support/temporary-store';

const opened = await openStore({ key: TEST_KEY, dir: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify(opened.ok ? { ok: true } : opened)}\n`);
if (opened.ok) setInterval(() => opened.value.dir, 60_000);
