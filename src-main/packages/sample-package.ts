import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { sha256Hex } from '../canonical/canonical-json';
import type { CodeTables } from '../domain/code-tables';
import { err, ok, type Result } from '../domain/result';
import type { SampleCandidate } from './sample-candidate';
import { sampleCandidate } from './sample-candidates';
import { GrowingFile, SampleFolder } from './sample-files';
import { SampleArtist, withComment, type DrawImages, type DrawnImages } from './sample-images';
import { ORDINARY_CATEGORIES } from './sample-people';
import { SAMPLE_CHARACTERS } from './sample-story';
import { candidateRow, candidatesHeader, materialRow, materialsHeader } from './sample-tables';
import { zipFolder } from './sample-zip';

/** More candidates than this carry images only when asked: 100,000 with images would be 80 GB. */
const IMAGES_UNLESS_TOLD = 2000;

export interface SampleOrder {
  /** Folder to make, or `.zip` file to write. Must not exist. */
  out: string;
  /** 24 at least. */
  candidates: number;
  /** How many candidates, from the first, carry images and a photo. */
  withImages?: number;
  examYear: number;
  tables: CodeTables;
  fontFiles: { regular: string; bold: string };
  draw: DrawImages;
  /** The same order and seed write the same bytes. */
  seed: number;
  /** Called after every candidate. */
  onProgress?: (done: number) => void;
}

export interface SampleManifestSummary {
  packageId: string;
  out: string;
  candidates: number;
  withImages: number;
  /** Files that the manifest lists, and their size together. */
  files: number;
  bytes: number;
}

export type SampleRefusal = { code: 'out-exists'; out: string } | { code: 'too-few-candidates'; least: number };

/**
 * Writes a registration package of invented people. It appears under its name only when it is complete.
 * Beyond the first 32 people images are those of another person of the same category, each made a file of its own.
 */
export async function writeSamplePackage(order: SampleOrder): Promise<Result<SampleManifestSummary, SampleRefusal>> {
  if (order.candidates < SAMPLE_CHARACTERS) return err({ code: 'too-few-candidates', least: SAMPLE_CHARACTERS });
  if (existsSync(order.out)) return err({ code: 'out-exists', out: order.out });
  const partial = `${order.out}.partial`;
  await rm(partial, { recursive: true, force: true });
  try {
    const summary = await fillFolder(order, partial);
    if (order.out.endsWith('.zip')) await zipFolder(partial, order.out);
    else await rename(partial, order.out);
    return ok(summary);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function fillFolder(order: SampleOrder, folder: string): Promise<SampleManifestSummary> {
  const packageId = packageIdOf(order);
  const withImages = Math.min(order.candidates, order.withImages ?? IMAGES_UNLESS_TOLD);
  const files = await SampleFolder.create(folder, headOf(order, packageId));
  const tables = { candidates: new GrowingFile(folder, 'candidates.csv'), materials: new GrowingFile(folder, 'materials.csv') };
  await tables.candidates.append(candidatesHeader());
  await tables.materials.append(materialsHeader());
  const gallery = new Gallery(order);
  for (let index = 0; index < order.candidates; index += 1) {
    const candidate = sampleCandidate(index, { examYear: order.examYear, seed: order.seed, nations: order.tables.nations });
    await tables.candidates.append(candidateRow(candidate));
    if (index < withImages) await addImages(files, tables.materials, candidate, await gallery.imagesOf(index, candidate));
    order.onProgress?.(index + 1);
  }
  await files.enter(await tables.candidates.close());
  await files.enter(await tables.materials.close());
  return { packageId, out: order.out, candidates: order.candidates, withImages, ...(await files.close()) };
}

async function addImages(files: SampleFolder, materials: GrowingFile, candidate: SampleCandidate, images: DrawnImages): Promise<void> {
  for (const { paper, jpeg } of images.papers) {
    const path = `images/${candidate.registrationNo}/${paper.code}_${paper.n}.jpg`;
    await files.add(path, jpeg);
    await materials.append(materialRow(candidate, paper, path));
  }
  await files.add(`photos/${candidate.registrationNo}.jpg`, images.photo);
}

function headOf(order: SampleOrder, packageId: string) {
  return {
    format: 'countersign.registration-package',
    version: 1,
    packageId,
    createdAt: `${order.examYear}-02-20T08:00:00+08:00`,
    exam: { name: '医师资格考试', year: order.examYear },
    zone: { code: '99', name: '测试考区' },
    site: { code: '9901', name: '测试考点' },
    candidates: { file: 'candidates.csv', encoding: 'utf-8', rows: order.candidates },
  };
}

/** A UUID of version 8, made from what the package holds. */
function packageIdOf(order: SampleOrder): string {
  const hex = sha256Hex(`sample ${order.examYear} ${order.candidates} ${order.withImages ?? ''} ${order.seed}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Images of the people who are drawn; of the others, one picture set for each category in turn. */
class Gallery {
  readonly #artist: SampleArtist;
  readonly #lent = new Map<number, DrawnImages>();

  constructor(order: SampleOrder) {
    this.#artist = new SampleArtist(order.draw, order.tables, order.examYear, order.fontFiles);
  }

  async imagesOf(index: number, candidate: SampleCandidate): Promise<DrawnImages> {
    const place = index % ORDINARY_CATEGORIES.length;
    const lent = index < SAMPLE_CHARACTERS ? undefined : this.#lent.get(place);
    if (lent !== undefined) return ownCopies(lent, candidate.registrationNo);
    const drawn = await this.#artist.drawAll(candidate);
    if (index >= SAMPLE_CHARACTERS) this.#lent.set(place, drawn);
    return drawn;
  }
}

function ownCopies(images: DrawnImages, owner: string): DrawnImages {
  return {
    papers: images.papers.map(({ paper, jpeg }) => ({ paper, jpeg: withComment(jpeg, owner) })),
    photo: withComment(images.photo, owner),
  };
}
