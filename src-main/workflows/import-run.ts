import type { PolicyDefaults } from '../domain/policy-defaults';
import { registrationCodes } from '../domain/registration-codes';
import { problem, refusesPackage, type Problem } from '../domain/registration-problems';
import { refusedReport, type KeptReport, type PackageEncoding, type ReportHead } from '../domain/registration-report';
import type { PackageContainer } from '../packages/registration-container';
import type { ListedFile } from '../packages/registration-inventory';
import type { Manifest } from '../packages/registration-manifest';
import { readMaterials, type MaterialsReading } from '../packages/registration-materials';
import { findSiteProblems, readPackageHead, readPolicyText, type PackageHead } from '../packages/registration-package';
import { findEncoding, type TableFile } from '../packages/registration-table';
import { ImageIntake } from './import-images';
import { indexImages } from './import-images-index';
import { judgeRows, type Judgement } from './import-judgement';
import { ImportProgressMeter } from './import-progress';
import { publishImport } from './import-publish';
import { ImportRecord } from './import-record';
import { stageMarks, stageRows } from './import-stage-rows';
import { surveyCandidates, type PackageContents, type Survey, type SurveyInput } from './import-survey';
import { ImportStop, orStop, type ImportPorts, type ImportRequest } from './import-types';

const NO_MATERIALS: MaterialsReading = { reviews: new Map(), problems: [] };
const EMPTY_SURVEY: Survey = { rows: [], rowCount: 0, rowProblems: [], tableProblems: [] };

/** One run of an import over an opened package and store. Trouble is thrown as {@link ImportStop} after everything is taken back. */
export class ImportRun {
  readonly #ports: ImportPorts;
  readonly #request: ImportRequest;
  readonly #container: PackageContainer;
  readonly #rules: PolicyDefaults;
  readonly #meter: ImportProgressMeter;

  constructor(ports: ImportPorts, request: ImportRequest, container: PackageContainer) {
    this.#ports = ports;
    this.#request = request;
    this.#container = container;
    this.#rules = request.policy ?? request.tables.policyDefaults;
    this.#meter = new ImportProgressMeter(request.onProgress);
  }

  async run(): Promise<KeptReport> {
    const head = await this.#readHead();
    const record = new ImportRecord(this.#ports, this.#request, head);
    if (head.manifest === null) return this.#refuse(record, { packageId: null, encoding: null, sender: null }, head.problems, null);
    return this.#runReadable(head, head.manifest, record);
  }

  async #readHead(): Promise<PackageHead> {
    this.#meter.begin('checking', 1);
    const { materials } = this.#request.tables.policyDefaults;
    const knownMaterials = new Set([...Object.keys(materials), ...Object.keys(this.#rules.materials)]);
    return readPackageHead(this.#container, { knownMaterials, senders: this.#request.senders ?? [] });
  }

  async #runReadable(head: PackageHead, manifest: Manifest, record: ImportRecord): Promise<KeptReport> {
    const { survey, input, encoding, problems } = await this.#readTables(head, manifest);
    const reportHead: ReportHead = { packageId: manifest.packageId, encoding, sender: head.sender };
    const siteProblems = findSiteProblems(manifest, await this.#ports.store.getFacts());
    const early = [...head.problems, ...siteProblems, ...problems].filter(refusesPackage);
    const judgement = judgeRows(survey.rows, early.length > 0 ? new Map() : await this.#ports.store.readExisting(this.#ports.clock.now()), manifest.createdAt);
    const intake = this.#newIntake(judgement, input?.contents ?? { images: new Map(), reviews: new Map() });
    intake.refusing.push(...early);
    try {
      if (early.length === 0) await this.#stage(record, input, judgement, intake);
      await this.#takeFiles(head.files, input, intake);
      if (intake.refusing.length > 0) return await this.#refuse(record, reportHead, intake.refusing, intake);
      const findings = { head: reportHead, files: head.files, problems: [...survey.rowProblems, ...problems], verdicts: intake.verdicts };
      this.#meter.begin('publishing', 1);
      const policyText = await readPolicyText(this.#container);
      return await publishImport({ ports: this.#ports, request: this.#request, manifest, record, survey, judgement, intake, findings, policyText });
    } catch (error) {
      await this.#abandon(record, intake, error);
      throw error;
    }
  }

  /** Both tables, read through once; without a readable candidates.csv nothing of it. */
  async #readTables(head: PackageHead, manifest: Manifest): Promise<{ survey: Survey; input: SurveyInput | null; encoding: PackageEncoding | null; problems: readonly Problem[] }> {
    const table = findTable(head.files, 'candidates.csv');
    if (table === null || manifest.candidates.file !== table.path) return { survey: EMPTY_SURVEY, input: null, encoding: null, problems: [] };
    const encoding = await findEncoding(this.#container, table, manifest.candidates.encoding);
    const materials = await this.#readMaterials(head.files, manifest);
    const contents: PackageContents = { images: indexImages(head.files), reviews: materials.reviews };
    const codes = registrationCodes(this.#request.tables, this.#rules.categories);
    const input: SurveyInput = { container: this.#container, file: table, encoding, codes, contents, declaredRows: manifest.candidates.rows, signal: this.#request.signal };
    this.#meter.begin('rows', manifest.candidates.rows);
    const survey = await surveyCandidates(input, this.#meter);
    return { survey, input, encoding, problems: [...materials.problems, ...survey.tableProblems, ...rowCountProblems(survey, manifest)] };
  }

  async #readMaterials(files: readonly ListedFile[], manifest: Manifest): Promise<MaterialsReading> {
    const file = findTable(files, 'materials.csv');
    if (file === null) return NO_MATERIALS;
    const encoding = await findEncoding(this.#container, file, manifest.candidates.encoding);
    const images = new Set(files.filter(({ place }) => place.kind === 'image').map(({ path }) => path));
    return readMaterials(this.#container, file, encoding, images);
  }

  #newIntake(judgement: Judgement, contents: PackageContents): ImageIntake {
    return new ImageIntake({
      ports: this.#ports, container: this.#container, judgement, contents, materials: this.#rules.materials, rules: this.#rules.images, signal: this.#request.signal,
    });
  }

  async #stage(record: ImportRecord, input: SurveyInput | null, judgement: Judgement, intake: ImageIntake): Promise<void> {
    orStop(await record.started());
    if (input !== null) intake.refusing.push(...(await stageRows(this.#ports, input, judgement)).filter(refusesPackage));
    await stageMarks(this.#ports, judgement);
  }

  /** Every listed file that has not been read through yet. */
  async #takeFiles(files: readonly ListedFile[], input: SurveyInput | null, intake: ImageIntake): Promise<void> {
    const left = files.filter(({ place }) => input === null || (place.kind !== 'candidates' && place.kind !== 'materials'));
    this.#meter.begin('images', left.length, left.reduce((sum, { entry }) => sum + (entry?.bytes ?? 0), 0));
    await intake.takeAll(left, this.#meter);
  }

  async #refuse(record: ImportRecord, head: ReportHead, problems: readonly Problem[], intake: ImageIntake | null): Promise<KeptReport> {
    orStop(await record.refused(problems));
    if (intake !== null) await this.#ports.files.discard([...intake.stagedBytes]);
    return refusedReport(head, problems, this.#request.language ?? 'zh-CN');
  }

  /** Takes everything back, whatever stopped the import; what cannot be taken back now goes at the next start. */
  async #abandon(record: ImportRecord, intake: ImageIntake, error: unknown): Promise<void> {
    await record.abandoned(error instanceof ImportStop ? error.trouble.code : 'unexpected');
    await this.#ports.files.discard([...intake.stagedBytes]);
  }
}

function findTable(files: readonly ListedFile[], path: string): TableFile | null {
  const file = files.find((candidate) => candidate.path === path);
  return file === undefined || file.entry === null ? null : { ...file, entry: file.entry };
}

function rowCountProblems(survey: Survey, manifest: Manifest): readonly Problem[] {
  const { rows: declared, file } = manifest.candidates;
  if (survey.rowCount === declared || survey.tableProblems.some(({ code }) => code === 'row-count')) return [];
  return [problem('row-count', { path: file, hint: 'count', found: `${survey.rowCount} ≠ ${declared}` })];
}
