import { prepareApp } from '../electron/prepare-app.ts';
import { exitCode } from '../exit-codes.ts';
import { summaryLine } from '../reporters/test-counts.ts';
import { runLint, runTypes, runUnitTests, stageLine, sumOf, testNeeds } from '../test-stages.ts';

/** `npm run check`: types, lint and the tests that need no window, side by side; "may I push?". */
export async function check(): Promise<number> {
  await prepareApp(testNeeds);
  const running = [runTypes('kept'), runLint('kept'), runUnitTests('kept')];
  for (const stage of running) {
    const end = await stage;
    if (end.exitCode !== exitCode.ok) console.log(end.output.trimEnd());
    console.log(stageLine(end));
  }
  const sum = sumOf(await Promise.all(running));
  console.log(`\n${summaryLine(sum)}`);
  return sum.failed === 0 ? exitCode.ok : exitCode.failed;
}
