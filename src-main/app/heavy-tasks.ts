import type { StoreReach } from './store-options';
import type { TaskProgress } from '../workflows/package-ports';

/** Where a thread finds what its tasks need; plain data. */
export interface WorkPlace extends StoreReach {
  dataDir: string;
  resourcesDir: string;
  entriesDir: string;
  nodePath: string;
  /** The open store's key, handed over by message alone; null for work without a store. */
  storeKey: Uint8Array | null;
}

export type HeavyTask =
  | { kind: 'import'; path: string; staffId: string | null; language: 'zh-CN' | 'en' }
  | { kind: 'export'; out: string; staffId: string | null }
  | { kind: 'countersign'; path: string; staffId: string | null }
  | { kind: 'sample'; out: string; candidates: number; withImages?: number }
  | { kind: 'papers'; registrationNo: string }
  | { kind: 'backup'; staffId: string | null }
  | { kind: 'backupFile'; out: string; staffId: string | null }
  | { kind: 'checkWhole' }
  | { kind: 'materialsBack'; shas: readonly string[]; staffId: string | null };

/** Main to thread. */
export type ToThread = { kind: 'run'; place: WorkPlace; task: HeavyTask } | { kind: 'cancel' };
/** Thread to main. A crash of the thread is told by its exit. */
export type FromThread = { kind: 'progress'; progress: TaskProgress } | { kind: 'done'; outcome: unknown };
