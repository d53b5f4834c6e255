import type { JsonValue } from '../domain/audit-event';
import { formatTime } from '../domain/local-time';
import type { Problem } from '../domain/registration-problems';
import type { ImportReport } from '../domain/registration-report';
import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import type { PackageHead } from '../packages/registration-package';
import type { EventContext, NewEvent, StorageTrouble } from '../storage/store';
import type { ImportPorts, ImportRequest } from './import-types';

/** What the log hears of one import, each in the transaction of what it tells. */
export class ImportRecord {
  readonly #ports: ImportPorts;
  readonly #request: ImportRequest;
  readonly #about: { readonly [key: string]: JsonValue };
  readonly manifestDigest: Sha256;
  #started = false;

  constructor(ports: ImportPorts, request: ImportRequest, head: PackageHead) {
    this.#ports = ports;
    this.#request = request;
    this.manifestDigest = head.manifestDigest ?? '';
    this.#about = { importId: ports.importId, packageId: head.manifest?.packageId ?? null, manifestDigest: head.manifestDigest };
  }

  context(): EventContext {
    const { deskId, staffId, policy, tables } = this.#request;
    return { deskId, staffId, at: formatTime(this.#ports.clock.now(), (policy ?? tables.policyDefaults).timeZone) };
  }

  started(): Promise<Result<null, StorageTrouble>> {
    this.#started = true;
    return this.#ports.store.begin(this.context(), this.#event('import.started', {}));
  }

  refused(problems: readonly Problem[]): Promise<Result<null, StorageTrouble>> {
    const counts: Record<string, number> = {};
    for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
    return this.#ports.store.giveUp(this.context(), this.#event('import.refused', { problems: counts }));
  }

  /** An import that had not begun leaves no trace. */
  async abandoned(reason: string): Promise<void> {
    if (this.#started) await this.#ports.store.giveUp(this.context(), this.#event('import.abandoned', { reason }));
  }

  completed(report: ImportReport, withdrawn: number, repeated: boolean): NewEvent {
    const { encoding, sender, candidates, images } = report;
    return this.#event(repeated ? 'import.repeated' : 'import.completed', { encoding, sender, candidates: { ...candidates }, images: { ...images }, withdrawn });
  }

  #event(kind: NewEvent['kind'], more: { readonly [key: string]: JsonValue }): NewEvent {
    return { kind, registrationNo: null, payload: { ...this.#about, ...more } };
  }
}
