import { buildApp } from '../build/build-app.ts';
import { withVirtualDisplay } from '../display.ts';
import { prepareApp, type PreparedApp } from '../electron/prepare-app.ts';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { summaryLine } from '../reporters/test-counts.ts';
import { runTool } from '../run-tool.ts';
import { failuresOf, runCheck, runLint, runOnAppsRuntime, runSuite, runTypes, runUnitTests, stageLine, sumOf, testNeeds, type StageEnd } from '../test-stages.ts';

/** `npm test`: everything that CI runs. A stage that fails does not keep the next ones from running. */
export async function test(): Promise<number> {
  const tools = await prepareApp(testNeeds).catch(asStopped);
  if (tools instanceof TaskStopped) return endWithoutTools(tools);
  const { ends, isBuilt } = await runBeforeTests(tools);
  const stages = [...ends, await runUnitTests()];
  if (isBuilt) stages.push(await runEndToEndTests(tools));
  for (const stage of stages) console.log(stageLine(stage));
  for (const failure of failuresOf(stages)) console.log(failure);
  const sum = sumOf(stages);
  console.log(`\n${summaryLine(sum)}`);
  return sum.failed === 0 ? exitCode.ok : exitCode.failed;
}

/** What needs one core: lint runs beside types, build and the tests on the app’s runtime, and its findings are told when those have ended. */
async function runBeforeTests(tools: PreparedApp): Promise<{ ends: readonly StageEnd[]; isBuilt: boolean }> {
  const others = async () => ({ types: await runTypes(), built: await runCheck('build', build), record: await runOnAppsRuntime(tools) });
  const [lint, { types, built, record }] = await Promise.all([runLint('kept'), others()]);
  if (lint.exitCode !== exitCode.ok) console.log(lint.output.trimEnd());
  return { ends: [types, lint, built, record], isBuilt: built.exitCode === exitCode.ok };
}

/** Tests whose tools are missing have failed: they are never left out. */
function endWithoutTools(reason: TaskStopped): number {
  console.error(reason.message);
  console.log(`\n${summaryLine({ passed: 0, failed: 1, skipped: 0 })}`);
  return reason.code;
}

async function build(): Promise<{ exitCode: number; output: string }> {
  const stopped = await buildApp().catch(asStopped);
  if (!stopped) return { exitCode: exitCode.ok, output: '' };
  console.error(stopped.message);
  return { exitCode: stopped.code, output: '' };
}

/** In the real Electron, on a display of their own: nobody's screen flickers, and the pictures have one size. */
function runEndToEndTests(app: PreparedApp): Promise<StageEnd> {
  const reporter = '--reporter=list,./scripts/reporters/playwright-counts.ts';
  return runSuite('end-to-end tests', (counts) =>
    withVirtualDisplay((display) =>
      runTool('playwright', ['test', '--config', 'test/e2e/playwright.config.ts', reporter], {
        env: { ...app.env, ...display, ...counts },
      }),
    ),
  );
}

function asStopped(error: unknown): TaskStopped {
  if (error instanceof TaskStopped) return error;
  throw error;
}
