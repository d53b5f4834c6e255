import { exitCode } from '../exit-codes.ts';
import type { Figure } from './figure.ts';
import { factsLine, keepFigures } from './figure-report.ts';
import { figureTable } from './figure-table.ts';
import { currentLoad, machineFacts } from './machine-facts.ts';
import { measureAudit, measureSign } from './measure-record.ts';
import { measureSearch, measureServerSearch } from './measure-search.ts';
import { inWorkshop } from './workshop.ts';

/** Figures of the storage alone, which need no window. */
const FIGURES: Readonly<Record<string, (folder: string) => Promise<readonly Figure[]>>> = { search: measureSearch, 'search-server': measureServerSearch, sign: measureSign, 'audit-verify': measureAudit };

/** Takes these figures of the storage, or all of them, into out/bench/store-figures.json. Answers with `usage` when one is unknown. */
export async function runStoreBench(names: readonly string[]): Promise<number> {
  const wanted = names.includes('store') ? Object.keys(FIGURES) : names;
  if (wanted.some((name) => !(name in FIGURES))) {
    console.error(`Figures of the storage: ${Object.keys(FIGURES).join(', ')}; store takes them all`);
    return exitCode.usage;
  }
  const loadBefore = currentLoad();
  const figures: Figure[] = [];
  for (const name of wanted) figures.push(...await inWorkshop((folder) => FIGURES[name]?.(folder) ?? Promise.resolve([])));
  const facts = machineFacts(null, loadBefore);
  console.log(`${figureTable(figures)}\n\n${factsLine(facts)}\n${keepFigures('store-figures.json', figures, facts)}`);
  return exitCode.ok;
}
