import type { HighWater } from '../storage/backup/high-water-file';
import type { Patience } from '../storage/backup/place-watch';
import type { StoreAccess } from '../storage/backup/store-access';
import type { HeavyWork } from '../workflows/package-ports';
import type { DeskPorts } from '../workflows/ports';
import type { Log } from './logger';
import type { StoreGate } from './store-gate';

/** What the keeper of an open store's backups works with. */
export interface KeeperParts {
  dataDir: string;
  access: StoreAccess;
  storeId: string;
  deskId: string;
  ports: Pick<DeskPorts, 'store' | 'clock'>;
  work: HeavyWork;
  gate: StoreGate;
  /** The store is on a site's server, which has backups of its own: nothing is kept here. */
  onServer: boolean;
  /** The mark outside the data folder. */
  machineMark: HighWater;
  log: Log;
  /** Told when what the keeper shows has changed. */
  changed: () => void;
  patience?: Patience;
}
