// Takes the write lock of the store whose place it is given (JSON), beside the folder lock, as any other writer on the same
// store would; lets go when its input ends.
import { openConnection } from '../../../src-main/storage/connection';
import { ok } from '../../../src-main/domain/result';
import { TEST_KEY } from '../../support/temporary-store';

const place = JSON.parse(process.argv[2] ?? '') as { dir: string; server?: { url: string } };
const connection = openConnection(place.dir, { ...place, key: TEST_KEY });
await connection.inTransaction(async () => {
  process.stdout.write('held\n');
  await new Promise((letGo) => process.stdin.resume().on('end', letGo));
  return ok(null);
});
await connection.close();
