import { exitCode } from '../exit-codes.ts';
import { figureTable } from './figure-table.ts';
import { factsLine, keepFigures } from './figure-report.ts';
import { currentLoad, machineFacts } from './machine-facts.ts';
import { measureCard } from './measure-card.ts';
import { measureImport } from './measure-import.ts';
import { measureMainThread } from './measure-main-thread.ts';
import { measureStart } from './measure-start.ts';
import { inWorkshop, makePackage } from './workshop.ts';

const CANDIDATES_WITH_IMAGES = 120;
/** Programs that want a core beside us, above which figures are unsteady. */
const QUIET = 0.5;

/** Takes the figures, prints them as a table and writes them to out/bench/figures.json. An aim that is missed is no failure. */
export async function runBench(): Promise<number> {
  const loadBefore = currentLoad();
  if (loadBefore > QUIET) console.error(`[bench] something else runs on this machine (load ${loadBefore}): figures will be unsteady`);
  const figures = await inWorkshop(async (folder) => {
    const packageDir = await makePackage(folder, CANDIDATES_WITH_IMAGES, CANDIDATES_WITH_IMAGES);
    return [...await measureStart(folder), ...await measureImport(folder, packageDir), ...await measureMainThread(folder, packageDir), ...await measureCard(folder)];
  });
  const facts = machineFacts(process.env['ELECTRON_EXEC_PATH'] ?? '', loadBefore);
  console.log(`${figureTable(figures)}\n\n${factsLine(facts)}\n${keepFigures('figures.json', figures, facts)}`);
  return exitCode.ok;
}
