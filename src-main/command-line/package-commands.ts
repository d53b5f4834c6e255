import type { WorkPlace } from '../app/heavy-tasks';
import { loadResourceTables } from '../app/resource-tables';
import { runHeavyTask } from '../app/run-heavy-task';
import { resolve } from 'node:path';
import { printedReport, type KeptReport } from '../domain/registration-report';
import type { Refusal } from '../domain/refusal';
import type { Store } from '../storage/store';
import { adoptFirstPolicy } from '../workflows/adopt-policy';
import type { ExportSummary, TaskWatch } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withCurrentStore } from './store-commands';
import { withPorts } from './store-ports';
import { EXIT, type Terminal } from './terminal';

/** Progress as one line a second, on standard error. */
function watching(terminal: Terminal): TaskWatch {
  let told = 0;
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  return {
    signal: abort.signal,
    onProgress: ({ phase, done, total }) => {
      if (Date.now() - told < 1_000) return;
      told = Date.now();
      terminal.tell(`${phase} ${done}/${total}`);
    },
  };
}

function failed(error: Refusal, terminal: Terminal, status: number): number {
  terminal.tell(refusalText(error));
  return status;
}

function importStatus(report: KeptReport): number {
  if (report.refused) return EXIT.refused;
  return report.problems.some((problem) => problem.severity === 'error') ? EXIT.problems : EXIT.done;
}

function importText(report: KeptReport): string {
  const { candidates, images, problems } = report;
  const lines = problems.map((problem) => `${problem.severity} ${problem.code} row ${problem.row ?? '-'} ${problem.registrationNo ?? ''} ${problem.path ?? ''} ${problem.message}`);
  const head = report.refused ? 'refused' : `candidates: ${JSON.stringify(candidates)}\nimages: ${JSON.stringify(images)}`;
  return [head, ...lines].join('\n');
}

/** The first import tells the store its site; the built-in policy is then adopted under its name. */
async function adopt(store: Store, place: WorkPlace): Promise<void> {
  const { deskId } = await store.getFacts();
  await withPorts(store, place, (ports) => adoptFirstPolicy(ports, loadResourceTables(place.resourcesDir).policyDefaults, { deskId, staffId: null }));
}

/** `import PACKAGE`. */
export function importCommand(at: CommandPlace, path: string, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return withCurrentStore(at, terminal, async (store, _key, place) => {
    const outcome = (await runHeavyTask(place, { kind: 'import', path: resolve(path), staffId: null, language: 'zh-CN' }, watching(terminal))) as Outcome<KeptReport>;
    if (!outcome.ok) return failed(outcome.error, terminal, outcome.error.code.startsWith('package-') ? EXIT.refused : EXIT.store);
    if (!outcome.value.refused) await adopt(store, place);
    terminal.print(options.json ? JSON.stringify(printedReport(outcome.value)) : importText(outcome.value));
    return importStatus(outcome.value);
  });
}

/** `export --out FILE.zip`. */
export function exportCommand(at: CommandPlace, options: { out: string; json: boolean }, terminal: Terminal): Promise<number> {
  return withCurrentStore(at, terminal, async (_store, _key, place) => {
    const outcome = (await runHeavyTask(place, { kind: 'export', out: resolve(options.out), staffId: null }, watching(terminal))) as Outcome<ExportSummary>;
    if (!outcome.ok) return failed(outcome.error, terminal, EXIT.problems);
    const { file, files, seals, events, siteKeyFingerprint, awaitsSite } = outcome.value;
    terminal.print(options.json ? JSON.stringify({ file, files, seals, events, siteKeyFingerprint, ...(awaitsSite ? { awaitsSite } : {}) }) : `${file}: ${files} files, ${seals} seals, ${events} events\nsite key: ${siteKeyFingerprint}${awaitsSite ? `\nnot signed by the site yet: run on the machine with the site key: desk approve ${file}` : ''}`);
    return EXIT.done;
  });
}

/** `sample --candidates N --out DIR`: a package of invented people, for training and tests. */
export async function sampleCommand(place: WorkPlace, options: { candidates: string; withImages?: string; out: string; json: boolean }, terminal: Terminal): Promise<number> {
  const candidates = Number(options.candidates);
  if (!Number.isInteger(candidates) || candidates < 24) {
    terminal.tell('sample: --candidates takes a whole number, 24 or more');
    return EXIT.usage;
  }
  const withImages = options.withImages === undefined ? undefined : Number(options.withImages);
  if (withImages !== undefined && (!Number.isInteger(withImages) || withImages < 0)) {
    terminal.tell('sample: --with-images takes a whole number, 0 or more');
    return EXIT.usage;
  }
  const out = resolve(options.out);
  const written = await runHeavyTask(place, { kind: 'sample', out, candidates, ...(withImages === undefined ? {} : { withImages }) }, watching(terminal));
  if (!written.ok) return failed(written.error, terminal, EXIT.problems);
  terminal.print(options.json ? JSON.stringify({ out, candidates }) : `sample package of ${candidates} candidates: ${out}`);
  return EXIT.done;
}
