import { z } from 'zod';

export const RESULT_FORMAT = 'countersign.result-package';

const place = z.strictObject({ code: z.string(), name: z.string() });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const resultManifestSchema = z.strictObject({
  format: z.literal(RESULT_FORMAT),
  version: z.literal(1),
  exam: z.strictObject({ name: z.string(), year: z.number().int() }),
  zone: place,
  site: place,
  createdAt: z.iso.datetime({ offset: true }),
  counts: z.strictObject({ registrations: z.number().int(), cases: z.number().int(), seals: z.number().int(), events: z.number().int() }),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int().nonnegative(), sha256 })),
});

/** manifest.json of a result package; its bytes are canonical JSON. */
export type ResultManifest = z.infer<typeof resultManifestSchema>;
export type ListedFile = ResultManifest['files'][number];

/** SHA256SUMS: every file but itself, as `sha256sum -c` reads it. */
export function sumsText(files: readonly Pick<ListedFile, 'path' | 'sha256'>[]): string {
  const lines = files.map(({ path, sha256: digest }) => `${digest}  ${path}\n`);
  return lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
}
