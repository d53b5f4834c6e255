import type { ImageRules } from '../domain/registration-images';
import type { SitePolicy } from '../domain/policy';
import type { Problem } from '../domain/registration-problems';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { PackageContainer, PackageEntry } from '../packages/registration-container';
import { VerifiedEntry } from '../packages/registration-entry';
import type { ListedFile } from '../packages/registration-inventory';
import { fileProblemsAfterReading } from '../packages/registration-package';
import type { BlobFacts } from '../storage/import-publication';
import type { StagedImage } from '../storage/import-rows';
import { judgeImage, NOT_LOOKED_INTO, type ImageVerdict } from './import-image-verdict';
import { isApplied, type Judgement } from './import-judgement';
import { eachInLanes, OneAtATime } from './import-lanes';
import type { ImportProgressMeter } from './import-progress';
import type { PackageContents } from './import-survey';
import { orStop, stopIfCancelled, type ImportPorts } from './import-types';

/** Files in work at once: some read, hashed and decoded, which keeps both cores of a small desk busy, while the disk flushes others. */
const LANES = 8;
/** Files above this are taken one at a time, and above the second not into memory at all. Bytes. */
const LARGE = 8 * 1024 * 1024;
const LARGEST_LOOKED_INTO = 64 * 1024 * 1024;
const ROWS_TOGETHER = 200;

export interface ImageIntakeInput {
  ports: ImportPorts;
  container: PackageContainer;
  judgement: Judgement;
  contents: PackageContents;
  materials: SitePolicy['materials'];
  rules: ImageRules;
  signal: AbortSignal | undefined;
}

type PresentFile = ListedFile & { entry: PackageEntry };

/** Second half of an import: every file is read once, checked against the manifest, and, where its row stands, judged and staged. */
export class ImageIntake {
  readonly #input: ImageIntakeInput;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #large = new OneAtATime();
  readonly #waiting: StagedImage[] = [];
  readonly verdicts = new Map<string, ImageVerdict>();
  readonly blobs = new Map<Sha256, BlobFacts>();
  readonly stagedBytes = new Set<Sha256>();
  readonly photosDropped: RegistrationNo[] = [];
  /** What refuses the package; from the first on, files are only read for more of it. */
  readonly refusing: Problem[] = [];

  constructor(input: ImageIntakeInput) {
    this.#input = input;
    this.#ranks = new Map([...input.contents.images.values()].flatMap(({ images }) => images.map(({ file, rank }) => [file.path, rank] as const)));
  }

  async takeAll(files: readonly ListedFile[], meter: ImportProgressMeter): Promise<void> {
    const present = files.filter((file): file is PresentFile => file.entry !== null);
    await eachInLanes(present, LANES, async (file) => {
      stopIfCancelled(this.#input.signal);
      await (file.entry.bytes > LARGE ? this.#large.run(() => this.#take(file)) : this.#take(file));
      meter.advance(file.entry.bytes);
    });
    orStop(await this.#input.ports.store.stageImages(this.#waiting.splice(0)));
    orStop(await this.#input.ports.store.dropPhotos(this.photosDropped));
  }

  async #take(file: PresentFile): Promise<void> {
    const verified = new VerifiedEntry(this.#input.container, file.entry);
    const wanted = this.refusing.length === 0 && this.#rowStands(file);
    const bytes = wanted && file.entry.bytes <= LARGEST_LOOKED_INTO ? await verified.readAll() : null;
    const outcome = bytes === null && verified.outcome === null ? await verified.verify() : verified.getOutcome();
    const problems = fileProblemsAfterReading(file, outcome);
    this.refusing.push(...problems);
    if (!wanted || problems.length > 0) return;
    const verdict = bytes === null ? NOT_LOOKED_INTO : await this.#judge(file, bytes);
    this.verdicts.set(file.path, verdict);
    if (this.#isApplied(file)) await this.#keep(file, bytes, verdict);
  }

  async #judge(file: PresentFile, bytes: Uint8Array): Promise<ImageVerdict> {
    const { ports, rules, materials } = this.#input;
    const { place } = file;
    const rank = place.kind === 'image' ? { rank: this.#ranks.get(file.path) ?? place.n, max: materials[place.material]?.max ?? null } : null;
    return judgeImage(await ports.images.probe(bytes), bytes.length, rank, rules);
  }

  async #keep(file: PresentFile, bytes: Uint8Array | null, verdict: ImageVerdict): Promise<void> {
    const { place } = file;
    if (verdict.kind === 'rejected' || bytes === null) {
      if (place.kind === 'photo') this.photosDropped.push(place.registrationNo);
      return;
    }
    await this.#stageBytes(file, bytes);
    const { mediaType, width, height } = verdict.facts;
    this.blobs.set(file.sha256, { sha256: file.sha256, bytes: bytes.length, mediaType, width, height });
    if (place.kind === 'image') await this.#stageRow(file, place, verdict.flags);
  }

  async #stageBytes(file: PresentFile, bytes: Uint8Array): Promise<void> {
    const { files } = this.#input.ports;
    if (this.stagedBytes.has(file.sha256) || (await files.has(file.sha256))) return;
    this.stagedBytes.add(file.sha256);
    await files.stage(bytes);
  }

  async #stageRow({ path, sha256 }: PresentFile, place: { registrationNo: RegistrationNo; material: string; n: number }, flags: readonly string[]): Promise<void> {
    const { onlineState = null, onlineOpinion = null } = this.#input.contents.reviews.get(path) ?? {};
    this.#waiting.push({ registrationNo: place.registrationNo, code: place.material, n: place.n, sha256, onlineState, onlineOpinion, flags });
    if (this.#waiting.length >= ROWS_TOGETHER) orStop(await this.#input.ports.store.stageImages(this.#waiting.splice(0)));
  }

  #outcomeOf({ place }: ListedFile) {
    return place.kind === 'image' || place.kind === 'photo' ? this.#input.judgement.standing.get(place.registrationNo)?.outcome : undefined;
  }

  #rowStands(file: ListedFile): boolean {
    const outcome = this.#outcomeOf(file);
    return outcome !== undefined && outcome !== 'rejected';
  }

  #isApplied(file: ListedFile): boolean {
    return isApplied(this.#outcomeOf(file) ?? 'rejected');
  }
}

