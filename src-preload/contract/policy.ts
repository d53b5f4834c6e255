import type { BothLanguages } from './common';

/** One value that would change: its place in the policy file, and both values as JSON text; null where one does not have it. */
export interface PolicyDifferenceView {
  path: string;
  inForce: string | null;
  proposed: string | null;
}

/** A policy that came with a package and waits for an administrator. */
export interface WaitingPolicyView {
  packageId: string;
  importedAt: string;
  /** Digest of what would be in force; null when the file is faulty and cannot be. */
  digest: string | null;
  differences: readonly PolicyDifferenceView[];
  /** What is wrong in the file. */
  problems: readonly BothLanguages[];
}

export interface PolicyView {
  /** Digest of the policy in force; null before the first package. */
  digest: string | null;
  waiting: WaitingPolicyView | null;
}
