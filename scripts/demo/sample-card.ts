import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { root } from '../places.ts';

export interface SampleRow {
  报名序号: string;
  姓名: string;
  证件类型: string;
  证件编号: string;
  性别: string;
  出生日期: string;
  民族: string;
  工作单位: string;
}

/** The candidates of a registration package, as its table says them. */
export function sampleRows(packageDir: string): readonly SampleRow[] {
  return parse(readFileSync(join(packageDir, 'candidates.csv')), { bom: true, columns: true }) as SampleRow[];
}

/** The identity card in the pocket of a candidate of the sample. */
export function cardOf(row: SampleRow): object {
  const nations = JSON.parse(readFileSync(join(root, 'resources', 'tables', 'nations.json'), 'utf8')) as { code: string; name: string }[];
  return {
    kind: 'citizen', name: row.姓名, sexCode: row.性别 === '男' ? '1' : '2', nationCode: nations.find(({ name }) => name === row.民族)?.code ?? '01', birthDate: row.出生日期,
    address: '测试省测试市测试路1号', idNumber: row.证件编号, authority: '测试市公安局', validFrom: '2020-01-01', validUntil: '长期',
  };
}
