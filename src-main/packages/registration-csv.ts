import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** A table that is no RFC 4180 CSV. `line` counts from 1. */
export class CsvFault extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`line ${line}`);
    this.line = line;
  }
}

/** Characters; far more than any row, and a bound for a quote that never closes. */
const LONGEST_ROW = 1_000_000;

/** Rows of a CSV text as lists of cells, blank lines left out. Ends with a {@link CsvFault} where the text is none. */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  const parser = parse({ relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'], max_record_size: LONGEST_ROW });
  const source = Readable.from(text);
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const cells of parser) yield cells as readonly string[];
  } catch (error) {
    if (error instanceof CsvError) throw new CsvFault(parser.info.lines);
    throw error;
  } finally {
    source.destroy();
  }
}
