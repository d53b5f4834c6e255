export type NodeChoice =
  | { kind: 'stay' }
  /** Start again on `file`, a path inside the repository. */
  | { kind: 'restart'; file: string }
  | { kind: 'stop'; message: string };

export interface NodeFacts {
  /** Version of the Node that runs, as in `process.versions.node`. */
  version: string;
  platform: string;
  arch: string;
  /** Whether a path inside the repository exists. */
  has: (file: string) => boolean;
}

/** Which Node runs the tasks: the one that runs now when new enough, else the one that `npm ci` brought. */
export function chooseNode(facts: NodeFacts): NodeChoice;
