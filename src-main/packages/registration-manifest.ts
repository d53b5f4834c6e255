import { z } from 'zod';
import { problem, type Problem } from '../domain/registration-problems';
import { err, ok, type Result } from '../domain/result';

const FORMAT = 'countersign.registration-package';
const VERSION = 1;
/** A million files fit in twice. Bytes. */
export const LARGEST_MANIFEST = 256 * 1024 * 1024;

/** More than any site has; what is kept of each row is small, but it is kept. */
const MOST_ROWS = 1_000_000;

const place = z.object({ code: z.string().min(1).max(32), name: z.string().min(1).max(200) });

const manifestSchema = z.object({
  packageId: z.guid().transform((id) => id.toLowerCase()),
  createdAt: z.iso.datetime({ offset: true }),
  exam: z.object({ name: z.string().min(1).max(200), year: z.number().int().min(1900).max(2199) }),
  zone: place,
  site: place,
  candidates: z.object({
    file: z.string().min(1),
    encoding: z.enum(['utf-8', 'gb18030']).optional(),
    rows: z.number().int().nonnegative().max(MOST_ROWS),
  }),
  files: z.array(z.object({
    path: z.string(),
    bytes: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })),
});

/** What `manifest.json` says (spec registration-package.md). */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];

const MOST_FINDINGS = 50;
const TABLES_NOT_READ: ReadonlySet<string> = new Set(['candidates.xlsx', 'candidates.dbf']);

/** Reads a manifest; every finding names where in the file it is. */
export function parseManifest(bytes: Uint8Array): Result<Manifest, readonly Problem[]> {
  const json = parseJson(bytes);
  if (!isRecord(json)) return err([problem('bad-manifest', { path: 'manifest.json', hint: 'notJson' })]);
  if (json['format'] !== FORMAT) return err([problem('unknown-format', { path: 'manifest.json', hint: 'format', found: shown(json['format']) })]);
  if (json['version'] !== VERSION) return err([problem('unknown-version', { path: 'manifest.json', found: shown(json['version']) })]);
  const read = manifestSchema.safeParse(json);
  return read.success ? ok(read.data) : err(read.error.issues.slice(0, MOST_FINDINGS).map((issue) => shapeProblem(issue.path)));
}

/** The table in a form that this version reads. */
export function findTableProblem({ candidates: { file } }: Manifest): Problem | null {
  if (file === 'candidates.csv') return null;
  if (TABLES_NOT_READ.has(file)) return problem('unknown-format', { path: file, hint: 'table', found: file });
  return problem('bad-manifest', { path: 'manifest.json', hint: 'shape', found: 'candidates.file' });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of the manifest's head as a message may repeat it. */
function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 80) : '?';
}

function shapeProblem(path: readonly PropertyKey[]): Problem {
  return problem('bad-manifest', { path: 'manifest.json', hint: 'shape', found: path.map(String).join('.') });
}
