import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyResultPackage } from '../../src-main/packages/result-verify';
import { type SampleSite, busySite, candidate } from '../packages/result-fixture';
import { exportPlaceOf } from './places';
import type { Refusals } from './refusals';

/** A package is written in blocks of a mebibyte: this one takes some. */
const LARGE_PAPER = 2_500_000;

function siteToExport(): SampleSite {
  const site = busySite();
  const [sheet] = site.sheets;
  if (sheet === undefined) throw new Error('no sheet');
  const sha256 = site.files.put(randomBytes(LARGE_PAPER));
  site.sheets[0] = { ...sheet, sha256 };
  site.tell('document.stored', sheet.no, { document: 'sheet', revision: 1, sha256 });
  return site;
}

/** Three packages, the last of them over the first. What a refused one leaves is whole packages alone, and the next one clears what the disk did not let it take away. */
export async function spendExportDay(dir: string, refusals: Refusals): Promise<void> {
  const place = exportPlaceOf(dir);
  const site = siteToExport();
  const names = ['first.zip', 'second.zip', 'first.zip'];
  const look = async (): Promise<void> => {
    for (const left of (await readdir(place)).filter((name) => name.endsWith('.zip'))) refusals.faults.push(...await packageFaults(join(place, left)));
  };
  for (const [index, name] of names.entries()) {
    site.add(candidate(`2026990100001${index}`));
    await refusals.untilDone(`export ${index + 1}`, () => site.exportTo(join(place, name)), look);
  }
  refusals.endTrouble();
  await look();
  const left = await readdir(place);
  refusals.faults.push(...left.filter((name) => !names.includes(name)).map((name) => `left at the export place: ${name}`), ...names.filter((name) => !left.includes(name)).map((name) => `missing: ${name}`));
}

async function packageFaults(file: string): Promise<readonly string[]> {
  const { problems } = await verifyResultPackage([file], {});
  return problems.map((problem) => `package ${JSON.stringify(problem)}`);
}
