import type { CaseRecord } from '../domain/case-record';
import type { CaseListRow } from '../storage/store';
import type { EvidenceFile } from './result-evidence';
import {
  CORRECTIONS_TABLE, CUSTODY_TABLE, RARE_NAMES_TABLE, RESULTS_TABLE, SUPPLEMENTS_TABLE, correctionRow, findRareNameRow, findSupplementRow, resultRow,
} from './result-tables';
import type { ResultTable, TableContext } from './result-tables';

type Rows = string[][];

/** The rows of every table, gathered case by case. */
export class ResultRows {
  readonly #context: TableContext;
  readonly #results: Rows = [];
  readonly #corrections: Rows = [];
  readonly #supplements: Rows = [];
  readonly #rareNames: Rows = [];

  constructor(context: TableContext) {
    this.#context = context;
  }

  /** `record` is null for a registration that nobody has checked in. */
  add(row: CaseListRow, record: CaseRecord | null, evidence: readonly EvidenceFile[]): void {
    this.#results.push(resultRow(row, record, this.#context));
    if (record === null) return;
    this.#corrections.push(...record.corrections.map((correction) => correctionRow(record, correction, evidence, this.#context)));
    const supplement = findSupplementRow(row, record, this.#context);
    if (supplement) this.#supplements.push(supplement);
    const rareName = findRareNameRow(record, evidence);
    if (rareName) this.#rareNames.push(rareName);
  }

  /** custody.csv has its header only: this version keeps no papers. */
  tables(): (ResultTable & { rows: Rows })[] {
    return [
      { ...RESULTS_TABLE, rows: this.#results }, { ...CORRECTIONS_TABLE, rows: this.#corrections }, { ...SUPPLEMENTS_TABLE, rows: this.#supplements },
      { ...RARE_NAMES_TABLE, rows: this.#rareNames }, { ...CUSTODY_TABLE, rows: [] },
    ];
  }
}
