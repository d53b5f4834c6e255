import type { BackupView, BehindView } from '../../src-preload/contract/backup';
import { isBackupDue, workSince, type BackupFacts, type WorkSince } from '../domain/backup-rules';
import type { BackupPlan } from '../domain/backup-rules';
import { highestMark, type StoreStanding } from '../domain/high-water';
import { ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import { acceptGap, bringBack, type BroughtBack } from '../storage/backup/bring-back';
import { findPlace, planBackups, readBackupPlan, type KeptPlan, type OpenPlace } from '../storage/backup/backup-place';
import { highWaterFile } from '../storage/backup/high-water-file';
import { mirrorPending, readStanding } from '../storage/backup/mirror';
import { IdleCheck } from './idle-check';
import type { WrittenBackupView } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import { localTime } from '../workflows/tell-log';
import { backupRefusal } from './backup-tasks';
import { FailureLog, tellBackupFailed } from './backup-failure';
import { backupView, behindView } from './backup-view';
import { tellIncident } from './incident';
import type { KeeperParts } from './keeper-parts';
import { inTime, PATIENCE, PlaceWatch, type Patience } from '../storage/backup/place-watch';

/** How often the desk looks whether there is something to mirror or to back up: a signed case is mirrored within 5 s. */
const LOOK_EVERY_MS = 2_000;
/** After an attempt that failed the next waits. */
const TRY_AGAIN_MS = 60_000;
const IDLE_CHECK_AFTER_MS = 30_000;
const EVENTS_LOOKED_AT = 200;

/**
 * Keeps an open store's backups: mirrors the chain within seconds, backs up when it is due, knows whether the store is behind what
 * was seen of it, and checks everything while the desk is idle. Nothing of it holds up the desk; trouble is told, never thrown.
 */
export class BackupKeeper {
  private readonly parts: KeeperParts;
  private readonly abort = new AbortController();
  private timer: ReturnType<typeof setInterval> | null = null;
  private looking: Promise<void> = Promise.resolve();
  private isLooking = false;
  private backingUp: Promise<Outcome<WrittenBackupView>> | null = null;
  private checking: Promise<void> = Promise.resolve();
  private trouble: Refusal | null = null;
  private notBefore = 0;
  private last: BackupFacts | null = null;
  private mirrored: number | null = null;
  private place: OpenPlace | null = null;
  private plan: KeptPlan | null = null;
  /** False while it is not known whether the store may be written. */
  private isCompared = false;
  private readonly failures = new FailureLog((code, staffId) => this.tellFailed(code, staffId));
  private readonly watch: PlaceWatch;
  private readonly idle: IdleCheck;
  private readonly patience: Patience;
  standing: StoreStanding = { standing: 'current' };

  constructor(parts: KeeperParts) {
    this.parts = parts;
    this.patience = parts.patience ?? PATIENCE;
    this.idle = new IdleCheck(parts, (place, work) => this.ask(place.place, this.patience.backupMs, work));
    this.watch = new PlaceWatch((_place, late) => {
      late.catch((cause: unknown) => void tellIncident(parts.log, {}, 'late answer of the backup place', cause));
      this.notBefore = 0;
      this.look();
    });
  }

  /** Compares the store with what was seen of it; shuts the gate when seals are missing. Before anything is written. */
  async compare(): Promise<void> {
    if (this.parts.onServer) return;
    this.isCompared = false;
    await this.reach();
    const { place } = this;
    const beside = place === null ? null : await this.ask(place.place, this.patience.answerMs, () => this.standingBeside(place));
    this.standing = beside?.value ?? await this.standingBeside(null);
    this.parts.gate.closed = this.standing.standing === 'current' ? null : this.standing.standing === 'behind' ? 'store-behind' : 'store-diverged';
    this.isCompared = true;
  }

  /** It is known whether the store may be written. */
  hasCompared(): boolean {
    return this.isCompared || this.parts.onServer;
  }

  private async standingBeside(place: OpenPlace | null): Promise<StoreStanding> {
    const { dataDir, access, storeId, machineMark } = this.parts;
    const marks = [await machineMark.find(storeId), place === null ? null : await highWaterFile(place.dir).find(storeId)];
    return readStanding(dataDir, access, marks, place);
  }

  /** Null, and told, when the place is silent: then it counts as away. */
  private async ask<T>(place: string, stillMs: number, work: (alive: () => void) => Promise<T>): Promise<{ value: T } | null> {
    const done = await this.watch.ask(place, stillMs, work);
    if (done === null) await this.tell(refusal('backup-place-hangs', { place }).error);
    return done;
  }

  start(): void {
    if (this.parts.onServer || this.abort.signal.aborted) return;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    setTimeout(() => this.checkWhenIdle(), IDLE_CHECK_AFTER_MS).unref();
  }

  /** Looks at once, as after a signature. */
  look(): void {
    if (this.parts.onServer || !this.isCompared || this.isLooking || this.abort.signal.aborted || this.parts.gate.closed !== null) return;
    this.isLooking = true;
    this.looking = this.lookNow()
      .catch((cause: unknown) => void tellIncident(this.parts.log, {}, 'backup keeper failed', cause))
      .finally(() => { this.isLooking = false; });
  }

  private async lookNow(): Promise<void> {
    const now = this.parts.ports.clock.now().getTime();
    if (now < this.notBefore) return;
    await this.reach();
    if (this.place !== null) await this.mirror(this.place);
    await this.keepMark();
    if (this.place !== null) await this.idle.mendFrom(this.place, this.abort.signal);
    if (this.place !== null && this.plan !== null && this.backingUp === null && isBackupDue(this.plan, this.last, await this.workSinceLast(), this.parts.ports.clock.now())) void this.backUp(null);
  }

  private async reach(): Promise<void> {
    const { dataDir, storeId } = this.parts;
    const plan = await readBackupPlan(dataDir);
    this.plan = plan;
    const found = await this.ask(plan.place ?? '', this.patience.answerMs, () => findPlace(dataDir, plan, storeId));
    if (found === null) return;
    const { opened, last } = found.value;
    this.place = opened.ok ? opened.value : null;
    if (opened.ok) this.last = last;
    await this.tell(opened.ok || opened.error.code === 'backup-place-missing' ? null : backupRefusal(opened.error).error);
  }

  private async mirror(place: OpenPlace): Promise<void> {
    const { dataDir, access } = this.parts;
    const answer = await this.ask(place.place, this.patience.mirrorMs, (alive) => mirrorPending(dataDir, access, place, alive));
    if (answer === null) return;
    const done = answer.value;
    if (done.ok && this.mirrored !== done.value.mirrored) this.parts.changed();
    if (done.ok) this.mirrored = done.value.mirrored;
    if (done.ok) this.failures.placeAnswered();
    await this.tell(done.ok ? null : backupRefusal(done.error).error);
  }

  private async keepMark(): Promise<void> {
    const { ports: { store }, machineMark, storeId } = this.parts;
    const head = await store.getAuditHead();
    const kept = highestMark([await machineMark.find(storeId)], storeId);
    if (kept === null || kept.seq < head.seq) await machineMark.keep({ storeId, ...head });
  }

  /** Trouble waits a minute before it is tried again; it is announced once, and stands in the log once. */
  private async tell(trouble: Refusal | null, staffId: string | null = null): Promise<void> {
    const before = this.trouble?.code ?? null;
    this.trouble = trouble;
    if (trouble?.code === 'backup-place-away' || trouble?.code === 'backup-place-hangs') this.place = null;
    if (trouble !== null) await this.failures.failed(trouble.code, staffId);
    if (trouble !== null) this.notBefore = this.parts.ports.clock.now().getTime() + TRY_AGAIN_MS;
    if ((trouble?.code ?? null) === before) return;
    if (trouble !== null) this.parts.log.warn({ code: trouble.code }, 'backup not possible');
    this.parts.changed();
  }

  /** Nothing is written to a store that may be behind. */
  private async tellFailed(code: Refusal['code'], staffId: string | null): Promise<boolean> {
    const { ports, deskId, gate } = this.parts;
    return this.isCompared && gate.closed === null && tellBackupFailed(ports.store, { deskId, staffId, at: await localTime(ports) }, code);
  }

  private async workSinceLast(): Promise<WorkSince> {
    const fromSeq = (this.last?.head.seq ?? 0) + 1;
    const events = await this.parts.ports.store.listEvents({ fromSeq, limit: EVENTS_LOOKED_AT });
    return workSince(events.map(({ kind }) => kind));
  }

  /** Backs up to the place now. One at a time: a wish waits for the one that is under way. */
  async backUp(staffId: string | null): Promise<Outcome<WrittenBackupView>> {
    while (this.backingUp !== null) await this.backingUp;
    const running = this.backUpWatched(staffId);
    this.backingUp = running;
    this.parts.changed();
    const done = await running.finally(() => { this.backingUp = null; });
    this.notBefore = 0;
    if (done.ok) this.failures.backupWritten();
    if (done.ok || done.error.code !== 'backup-cancelled') await this.tell(done.ok ? null : done.error, staffId);
    if (done.ok) await this.reach();
    this.parts.changed();
    return done;
  }

  /** One whose place fell silent is given up on, and ends by itself at its next step. */
  private async backUpWatched(staffId: string | null): Promise<Outcome<WrittenBackupView>> {
    const place = (this.plan ?? await readBackupPlan(this.parts.dataDir)).place ?? '';
    const end = new AbortController();
    const signal = AbortSignal.any([this.abort.signal, end.signal]);
    const done = await this.watch.ask(place, this.patience.backupMs, (alive) => this.parts.work.backUp({ staffId }, { signal, onProgress: alive }));
    if (done === null) end.abort();
    return done?.value ?? refusal('backup-place-hangs', { place });
  }

  async choosePlace(wish: BackupPlan, staffId: string): Promise<Outcome<null>> {
    const { dataDir, ports, deskId } = this.parts;
    if (this.parts.onServer) return refusal('backup-place-unfit', { place: wish.place ?? '' });
    const asked = await this.watch.ask(wish.place ?? '', this.patience.answerMs, () => planBackups(dataDir, wish));
    if (asked === null) return refusal('backup-place-hangs', { place: wish.place ?? '' });
    const planned = asked.value;
    if (!planned.ok) return backupRefusal(planned.error);
    this.notBefore = 0;
    this.mirrored = null;
    const payload = { hasPlace: planned.value.place !== null, everyMinutes: wish.everyMinutes, keepNewest: wish.keepNewest, keepDays: wish.keepDays };
    const context = { deskId, staffId, at: await localTime(ports) };
    const told = await ports.store.inTransaction<null, never>(async (tx) => {
      await tx.append(context, { kind: 'backup.planned', registrationNo: null, payload });
      return ok(null);
    });
    await this.reach();
    this.look();
    this.parts.changed();
    return told.ok ? ok(null) : refusal(told.error.code);
  }

  /** Brings the missing seals back from the mirror; the gate opens when the store holds again what was seen of it. */
  async bringBack(staffId: string): Promise<Outcome<BroughtBack>> {
    const { dataDir, access, deskId, ports } = this.parts;
    await this.reach();
    if (this.place === null) return refusal('backup-place-away', { place: this.plan?.place ?? '' });
    const seen = this.standing.standing === 'current' ? null : this.standing.seen;
    const { place: name, dir: storeDir } = this.place;
    const context = { deskId, staffId, at: await localTime(ports) };
    const answer = await this.ask(name, this.patience.backupMs, () => bringBack({ dataDir, storeDir, access }, context, seen));
    if (answer === null) return refusal('backup-place-hangs', { place: name });
    const brought = answer.value;
    if (!brought.ok) {
      const { code, ...facts } = brought.error;
      return refusal(code, facts);
    }
    await this.compare();
    this.parts.changed();
    return this.parts.gate.closed === null ? brought : refusal('mirror-missing', { from: brought.value.to + 1 });
  }

  /**
   * Goes on without what is nowhere any more, once everything that the mirror holds is back. A store whose chain diverged stays
   * closed: two chains are for people to look into.
   */
  async acceptGap(staffId: string): Promise<Outcome<null>> {
    const { dataDir, access, deskId, storeId, ports, machineMark } = this.parts;
    const brought = this.plan?.place == null ? null : await this.bringBack(staffId);
    if (brought?.ok === false && brought.error.code !== 'mirror-missing') return brought;
    if (this.standing.standing === 'diverged') return refusal('store-diverged');
    if (this.standing.standing === 'current') return ok(null);
    const accepted = await acceptGap({ dataDir, access }, { deskId, staffId, at: await localTime(ports) }, this.standing.seen);
    if (!accepted.ok) return refusal(accepted.error.code);
    const mark = { storeId, ...accepted.value };
    await machineMark.keep(mark);
    const { place } = this;
    if (place !== null) await this.ask(place.place, this.patience.answerMs, () => highWaterFile(place.dir).keep(mark));
    await this.compare();
    this.parts.changed();
    return ok(null);
  }

  /** What it finds lost comes back with the next look at the place. */
  private checkWhenIdle(): void {
    if (this.abort.signal.aborted) return;
    this.checking = this.idle.run(this.abort.signal).then(() => this.look());
  }

  async view(): Promise<BackupView> {
    const plan = this.plan ?? (await readBackupPlan(this.parts.dataDir));
    const head = await this.parts.ports.store.getAuditHead();
    return backupView({
      plan, head, place: this.place, last: this.last, since: await this.workSinceLast(), now: this.parts.ports.clock.now(),
      isRunning: this.backingUp !== null, mirrored: this.mirrored, trouble: this.trouble, check: this.idle.view(),
    });
  }

  behindView(): BehindView | null {
    return behindView(this.standing, this.place !== null);
  }

  /** Ends what is under way; the mirror is brought up a last time, when its place is there and answers. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.look();
    await inTime(this.looking, this.patience.answerMs);
    this.abort.abort();
    await inTime(Promise.allSettled([this.backingUp, this.checking]), this.patience.answerMs);
  }
}
