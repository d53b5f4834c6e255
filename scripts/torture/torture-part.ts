/** How far a part has come: plain JSON, kept in out/torture/<part>.json, from which a broken-off run goes on. */
export interface Progress {
  /** Everything random of round n follows from `seed` and n alone, so that a finding can be run again. */
  seed: number;
  /** Rounds that are over. */
  done: number;
  /** Milliseconds that they took. */
  ms: number;
  /** What was counted, by its name: `kills during import`, `refused: disk-full`. Shown in the table's order of first mention. */
  counts: Readonly<Record<string, number>>;
  /** What must never be, a line each, with its round. A part without any has passed. */
  findings: readonly string[];
}

/** What a run may use: it ends after `rounds` in all (those of earlier runs count), or soon after `signal`. */
export interface Budget {
  rounds: number;
  /** A round of the short form may be smaller. */
  form: 'short' | 'long';
  signal: AbortSignal;
}

/** One way to ill-treat a store, in rounds that do not depend on each other. */
export interface TorturePart {
  name: string;
  /** What a round is, in a few words. */
  round: string;
  /** Rounds of each form. All short forms together stay below two minutes on two cores. */
  rounds: { short: number; long: number };
  /** Goes on from `from` and tells its progress after every round or handful of rounds; what was told is what is kept. */
  run(from: Progress, budget: Budget): AsyncIterable<Progress>;
}

/** Where a part stands before its first round. */
export function noProgress(seed: number): Progress {
  return { seed, done: 0, ms: 0, counts: {}, findings: [] };
}

/** What the rounds just over add. */
export interface Gain {
  rounds: number;
  ms: number;
  counts?: Readonly<Record<string, number>>;
  findings?: readonly string[];
}

export function advance(progress: Progress, gain: Gain): Progress {
  const counts: Record<string, number> = { ...progress.counts };
  for (const [name, n] of Object.entries(gain.counts ?? {})) counts[name] = (counts[name] ?? 0) + n;
  return {
    ...progress, done: progress.done + gain.rounds, ms: progress.ms + gain.ms, counts, findings: [...progress.findings, ...gain.findings ?? []],
  };
}
