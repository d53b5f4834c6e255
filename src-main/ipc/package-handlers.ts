import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import type { ImportedPackageView, ImportReportView, PackageJobResult } from '../../src-preload/contract/packages';
import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { localDay } from '../domain/local-time';
import { problemWords, type KeptReport } from '../domain/registration-report';
import { reasonAgainstExport, reasonAgainstImport } from '../domain/package-rules';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { adoptFirstPolicy } from '../workflows/adopt-policy';
import type { ExportSummary, TaskWatch } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import type { Handlers } from './answer-call';
import { whenAllowed, whenAtWork, type AtWork } from './guard';

type PackageCalls = 'packages.import' | 'packages.export' | 'packages.countersign' | 'packages.cancel' | 'packages.jobs' | 'packages.list';

const SAMPLE_CANDIDATES = 24;

/** After the first package the store knows its site: facts are read again and the first policy is adopted. */
async function afterImport(desk: Desk, at: AtWork): Promise<void> {
  at.open.facts = await at.open.ports.store.getFacts();
  await adoptFirstPolicy(at.open.ports, desk.tables.policyDefaults, { deskId: at.actor.deskId, staffId: at.actor.staffId });
  desk.announceSession();
}

/** In both languages: whoever looks may read another one than whoever imported. */
function reportView(report: KeptReport): ImportReportView {
  const problems = report.problems.map((kept) => {
    const { severity, code, row, registrationNo, column, path } = kept;
    return { severity, code, row, registrationNo, column, path, message: problemWords(kept) };
  });
  return { ...report, problems };
}

async function importFrom(desk: Desk, at: AtWork, path: string, watch: TaskWatch): Promise<Outcome<{ report: ImportReportView }>> {
  const outcome = await at.open.work.importPackage({ path, staffId: at.actor.staffId, language: desk.settings.language }, watch);
  if (!outcome.ok) return outcome;
  await afterImport(desk, at);
  return ok({ report: reportView(outcome.value) });
}

/** Draws the sample package into a folder of its own, imports it, and leaves nothing behind. */
async function importSample(desk: Desk, at: AtWork, watch: TaskWatch): Promise<Outcome<{ report: ImportReportView }>> {
  const dir = await mkdtemp(join(tmpdir(), 'countersign-sample-'));
  try {
    const out = join(dir, 'package');
    const written = await at.open.work.writeSample({ out, candidates: SAMPLE_CANDIDATES }, watch);
    return written.ok ? await importFrom(desk, at, out, watch) : written;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** A package that now lies where it was asked for. */
function exportedView(done: Outcome<ExportSummary>): Outcome<Pick<PackageJobResult, 'exported'>> {
  if (!done.ok) return done;
  const { file, ...summary } = done.value;
  return ok({ exported: { ...summary, fileName: basename(file) } });
}

export function packageHandlers(desk: Desk, machine: Machine): Pick<Handlers, PackageCalls> {
  return {
    'packages.import': ({ source }) => whenAllowed(desk, 'packages.import', async (at) => {
      const reason = reasonAgainstImport(at.open.facts.kind, at.actor.roles);
      if (reason !== null) return err(reason);
      if (at.open.closing !== null) return refusal('site-closed');
      if (source === 'sample') {
        if (at.open.facts.kind !== 'training') return refusal('sample-only-in-training');
        return at.open.jobs.start('sample', 'import-running', (watch) => importSample(desk, at, watch));
      }
      const path = source === 'file' ? await machine.choosePackageFile() : await machine.choosePackageFolder();
      if (path === null) return refusal('import-cancelled');
      return at.open.jobs.start('import', 'import-running', (watch) => importFrom(desk, at, path, watch));
    }),
    'packages.export': () => whenAllowed(desk, 'packages.export', async (at) => {
      const reason = reasonAgainstExport(at.actor.roles);
      if (reason !== null) return err(reason);
      const { site } = at.open.facts;
      const current = await at.open.ports.store.findCurrentPolicy();
      const day = localDay(at.open.ports.clock.now(), current?.policy.timeZone ?? 'UTC');
      const out = await machine.chooseSaveTarget(`countersign-${site?.code ?? 'site'}-${day}.zip`);
      if (out === null) return refusal('export-cancelled');
      return at.open.jobs.start('export', 'export-running', async (watch) => exportedView(await at.open.work.exportResults({ out, staffId: at.actor.staffId }, watch)));
    }),
    'packages.countersign': () => whenAllowed(desk, 'packages.countersign', async (at) => {
      const reason = reasonAgainstExport(at.actor.roles);
      if (reason !== null) return err(reason);
      if (!at.open.ports.keys.holdsSiteKey) return refusal('site-key-elsewhere');
      const path = await machine.choosePackageFile();
      if (path === null) return refusal('export-cancelled');
      return at.open.jobs.start('export', 'export-running', async (watch) => exportedView(await at.open.work.countersign({ path, staffId: at.actor.staffId }, watch)));
    }),
    'packages.cancel': ({ jobId }) => whenAtWork(desk, async (at) => {
      at.open.jobs.cancel(jobId);
      return ok(null);
    }),
    'packages.jobs': () => whenAtWork(desk, async (at) => ok(at.open.jobs.view())),
    'packages.list': () => whenAtWork(desk, async (at) => {
      const packages = await at.open.ports.store.listPackages();
      return ok(packages.map(({ packageId, createdAt, importedAt, sender, report }): ImportedPackageView => ({ packageId, createdAt, importedAt, sender, report: reportView(report as unknown as KeptReport) })));
    }),
  };
}
