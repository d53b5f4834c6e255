import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** What a registration package tells of people: names, numbers and places of work, and 32 bytes from within each image. */
export function peopleAndImagesOf(folder: string): { people: readonly string[]; images: readonly Buffer[] } {
  const rows = parse(readFileSync(join(folder, 'candidates.csv')), { bom: true, columns: true }) as Record<string, string>[];
  const people = rows.flatMap((row) => ['报名序号', '姓名', '证件编号', '工作单位', '手机号码'].map((column) => row[column] ?? '')).filter((text) => text !== '');
  const files = readdirSync(join(folder, 'images'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const images = files.map((entry) => readFileSync(join(entry.parentPath, entry.name))).map((bytes) => bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 32));
  return { people: [...new Set(people)], images };
}
