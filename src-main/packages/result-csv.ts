import { stringify } from 'csv-stringify/sync';

const BYTE_ORDER_MARK = '\uFEFF';
const FORMULA = /^[=+\-@]/;

/** A CSV file of a result package: UTF-8 with BOM, RFC 4180, a value that a spreadsheet would run as a formula made harmless. */
export function csvFile(headers: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const text = stringify([[...headers], ...rows.map((row) => row.map(neutralised))], { record_delimiter: '\r\n' });
  return Buffer.from(BYTE_ORDER_MARK + text);
}

/** A leading `'` keeps `=1+1` from being computed (spec result-package.md). */
export function neutralised(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}
