import { findPathFault, placeOf, type PackagePlace } from '../domain/registration-paths';
import { problem, type Problem } from '../domain/registration-problems';
import type { ContainerFault, PackageEntry } from './registration-container';
import type { Manifest, ManifestFile } from './registration-manifest';

/** One file of a package: what the manifest says of it, and where its bytes are. */
export interface ListedFile extends ManifestFile {
  place: PackagePlace;
  /** Null when the package does not hold it. */
  entry: PackageEntry | null;
}

const UNLISTED_BY_RULE: ReadonlySet<string> = new Set(['manifest.json', 'manifest.sig']);

export function containerProblem(fault: ContainerFault): Problem {
  switch (fault.code) {
    case 'link': return problem('link', { path: fault.path });
    case 'bad-path': return problem('bad-path', { path: fault.path, hint: fault.fault });
    case 'broken-zip': return problem('broken-zip', { path: fault.path, hint: fault.hint, found: fault.found });
  }
}

/** Judges paths by themselves and against each other. `knownMaterials` are the codes that an image may carry. */
export function judgePaths(paths: Iterable<string>, knownMaterials: ReadonlySet<string>): readonly Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const fault = findPathFault(path);
    const place = fault === null ? placeOf(path) : null;
    if (fault !== null) problems.push(problem('bad-path', { path, hint: fault }));
    else if (place?.kind === 'image' && !knownMaterials.has(place.material)) problems.push(problem('bad-path', { path, hint: 'material' }));
    const keys = new Set([path.toLowerCase(), slotKey(place)?.toLowerCase() ?? path.toLowerCase()]);
    if ([...keys].some((key) => seen.has(key))) problems.push(problem('duplicate-entry', { path }));
    for (const key of keys) seen.add(key);
  }
  return problems;
}

/** `ID_1.jpg` and `ID_1.png` of one registration both claim to be its first identity image. */
function slotKey(place: PackagePlace | null): string | null {
  return place?.kind === 'image' ? `images/${place.registrationNo}/${place.material}_${place.n}` : null;
}

/** Compares what the manifest lists with what the package holds. */
export function compareWithManifest(entries: readonly PackageEntry[], manifest: Manifest): { files: readonly ListedFile[]; problems: readonly Problem[] } {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const listed = new Set(manifest.files.map(({ path }) => path));
  const files = manifest.files.map((file) => ({ ...file, place: placeOf(file.path) ?? { kind: 'other' as const }, entry: byPath.get(file.path) ?? null }));
  return {
    files,
    problems: [
      ...files.flatMap(fileProblems),
      ...(listed.has(manifest.candidates.file) || byPath.has(manifest.candidates.file) ? [] : [problem('missing-file', { path: manifest.candidates.file })]),
      ...entries.filter(({ path }) => !listed.has(path) && !UNLISTED_BY_RULE.has(path)).map(({ path }) => problem('unlisted-file', { path })),
    ],
  };
}

function fileProblems({ path, bytes, entry }: ListedFile): readonly Problem[] {
  if (UNLISTED_BY_RULE.has(path)) return [problem('bad-manifest', { path: 'manifest.json', hint: 'listsItself', found: path })];
  if (entry === null) return [problem('missing-file', { path })];
  return entry.bytes === bytes ? [] : [problem('size-mismatch', { path })];
}
