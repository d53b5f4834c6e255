import { canonicalJson } from '../canonical/canonical-json';
import { findJson } from './result-forms';
import type { ResultManifest } from './result-manifest';
import { RESULT_FORMAT, resultManifestSchema, sumsText } from './result-manifest';
import { MANIFEST, SUMS, UNLISTED } from './result-paths';
import type { ProblemList } from './result-problems';
import type { ResultFiles } from './result-reader';

/** Manifest, every size and digest, nothing beside it, SHA256SUMS made anew. Null when there is no manifest to go by. */
export async function verifyLists(files: ResultFiles, problems: ProblemList): Promise<ResultManifest | null> {
  const manifest = await readManifest(files, problems);
  if (manifest === null) return null;
  const listed = new Set(manifest.files.map((file) => file.path));
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = files.files.get(path);
    if (!file) problems.add('missing-file', path);
    else if (file.bytes !== bytes) problems.add('size-mismatch', path, `${file.bytes} ≠ ${bytes}`);
    else if (file.sha256 !== sha256) problems.add('digest-mismatch', path);
  }
  for (const path of files.files.keys()) {
    if (!listed.has(path) && !UNLISTED.has(path)) problems.add('unlisted-file', path);
  }
  const sums = sumsText([...files.files].filter(([path]) => path !== SUMS).map(([path, { sha256 }]) => ({ path, sha256 })));
  if ((await files.findText(SUMS)) !== sums) problems.add('sums-differ', SUMS);
  return manifest;
}

async function readManifest(files: ResultFiles, problems: ProblemList): Promise<ResultManifest | null> {
  const text = await files.findText(MANIFEST);
  if (text === null) {
    problems.add('no-manifest', MANIFEST);
    return null;
  }
  const json = findJson(text) as { format?: unknown; version?: unknown } | null | undefined;
  const read = resultManifestSchema.safeParse(json);
  if (read.success) {
    if (canonicalJson(read.data) !== text) problems.add('not-canonical', MANIFEST);
    return read.data;
  }
  if (json?.format === RESULT_FORMAT && json.version !== 1) problems.add('unknown-version', MANIFEST);
  else problems.add(json?.format === RESULT_FORMAT ? 'bad-manifest' : 'unknown-format', MANIFEST);
  return null;
}
