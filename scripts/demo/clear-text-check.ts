import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './outside-checks.ts';
import { sampleRows } from './sample-card.ts';

function filesUnder(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Bytes from the middle of a file, where no two images are alike. */
function middleOf(file: string): Buffer {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  return bytes.subarray(at, at + 24);
}

/** Nobody's name, number, place of work or image of the package stands in clear in any file of the data folder. */
export function checkNothingInClear(dataDir: string, packageDir: string): readonly Check[] {
  const words = sampleRows(packageDir).flatMap(({ 报名序号, 姓名, 证件编号, 工作单位 }) => [报名序号, 姓名, 证件编号, 工作单位]);
  const images = filesUnder(join(packageDir, 'images')).slice(0, 24).map(middleOf);
  const sought = [...words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]), ...images];
  const files = filesUnder(dataDir);
  const found = files.filter((file) => {
    const bytes = readFileSync(file);
    return sought.some((part) => bytes.includes(part));
  });
  return [{ what: `none of ${sought.length} names, numbers and images stands in clear in ${files.length} files of the data folder`, holds: files.length > 0 && found.length === 0, found: found.join(', ') }];
}
