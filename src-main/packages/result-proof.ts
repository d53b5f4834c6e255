import type { ExportProof } from '../domain/purge-rules';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { ProblemList } from './result-problems';
import { ResultFiles, fileDigest } from './result-reader';

const SEAL = /^cases\/(?<no>[^/]+)\/seal\.json$/;

async function findLastEvent(files: ResultFiles): Promise<ExportProof['lastEvent']> {
  const file = files.files.get('audit.jsonl');
  if (file === undefined) return null;
  let last = '';
  for await (const line of files.lines(file)) if (line !== '') last = line;
  const { seq, hash } = JSON.parse(last) as { seq: number; hash: Sha256 };
  return { seq, hash };
}

/** What a result package that was found sound (result-verify.ts) says it holds. */
export async function readExportProof(path: string): Promise<ExportProof | null> {
  const files = await ResultFiles.open(path, new ProblemList('', 'en'));
  if (files === null) return null;
  try {
    const seals = new Map<RegistrationNo, Sha256>();
    for (const [name, { sha256 }] of files.files) {
      const no = SEAL.exec(name)?.groups?.['no'];
      if (no !== undefined) seals.set(no, sha256);
    }
    return { sha256: await fileDigest(path), seals, lastEvent: await findLastEvent(files) };
  } finally {
    await files.close();
  }
}
