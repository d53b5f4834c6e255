import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The place no longer answers: whoever reads its mark waits, as for a share whose server is gone. The answer lets it go on. */
export function silencePlace(placeDir: string): () => void {
  const mark = join(placeDir, 'countersign-backup-place.json');
  const text = readFileSync(mark, 'utf8');
  rmSync(mark);
  execFileSync('mkfifo', [mark]);
  return () => {
    renameSync(mark, `${mark}.fifo`);
    writeFileSync(mark, text);
    writeFileSync(`${mark}.fifo`, text);
  };
}
