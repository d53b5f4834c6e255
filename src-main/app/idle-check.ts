import type { OpenPlace } from '../storage/backup/backup-place';
import { isMaterialFault, type WholeFinding } from '../storage/whole-check';
import { registrationsAmong } from '../storage/material-owners';
import type { BackupView } from '../../src-preload/contract/backup';
import { tellIncident } from './incident';
import type { KeeperParts } from './keeper-parts';

/** Work on the place that is given up when the place falls silent: null then. */
export type AskPlace = <T>(place: OpenPlace, work: (alive: () => void) => Promise<T>) => Promise<{ value: T } | null>;

/**
 * The check of everything while the desk is idle. Pictures and papers that it finds lost or damaged come back from the backup
 * place as soon as that is there: a backup alone does not read what the place holds already.
 */
export class IdleCheck {
  private readonly parts: Pick<KeeperParts, 'work' | 'log' | 'changed'>;
  private readonly ask: AskPlace;
  private finding: WholeFinding | null = null;
  private broughtBack = 0;
  /** The place that was asked for what is missing: it is not asked again. */
  private asked: string | null = null;

  constructor(parts: Pick<KeeperParts, 'work' | 'log' | 'changed'>, ask: AskPlace) {
    this.parts = parts;
    this.ask = ask;
  }

  /** Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      const found = await this.parts.work.checkWhole({ signal, onProgress: () => undefined });
      if (!found.ok) return;
      this.finding = found.value;
      const { faults } = found.value;
      if (faults.length > 0) this.parts.log.error({ faults: faults.map(({ code }) => code) }, 'the store is not as it was written');
      this.parts.changed();
    } catch (cause) {
      tellIncident(this.parts.log, {}, 'idle check failed', cause);
    }
  }

  /** Brings back what the check found lost, once from each place. */
  async mendFrom(place: OpenPlace, signal: AbortSignal): Promise<void> {
    const shas = (this.finding?.faults ?? []).filter(isMaterialFault).map(({ sha256 }) => sha256);
    if (this.finding === null || shas.length === 0 || this.asked === place.dir) return;
    this.asked = place.dir;
    const done = await this.ask(place, (alive) => this.parts.work.bringMaterialsBack({ shas, staffId: null }, { signal, onProgress: alive }));
    if (done?.value.ok !== true) return;
    const back = new Set(done.value.value);
    this.finding = { ...this.finding, faults: this.finding.faults.filter((fault) => !isMaterialFault(fault) || !back.has(fault.sha256)) };
    this.broughtBack += back.size;
    this.parts.changed();
  }

  view(): BackupView['check'] {
    if (this.finding === null) return null;
    const { events, seals, blobs, faults } = this.finding;
    const lost = faults.filter(isMaterialFault);
    return { events, seals, blobs, faults: faults.length, lost: lost.length, lostOf: registrationsAmong(lost.flatMap(({ owners }) => owners)), broughtBack: this.broughtBack };
  }
}
