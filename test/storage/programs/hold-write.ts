// Takes the write lock of the store in the folder it is given, beside the folder lock, as any other writer on the same file
// would; lets go when its input ends.
import { join } from 'node:path';
import { openSqliteFile } from '../../../src-main/storage/dialects/sqlite';
import { TEST_KEY } from '../../support/temporary-store';

const database = openSqliteFile(join(process.argv[2] ?? '', 'countersign.db'), { mode: 'write', key: TEST_KEY });
database.exec('begin immediate');
process.stdout.write('held\n');
process.stdin.resume().on('end', () => {
  database.exec('rollback');
  database.close();
});
