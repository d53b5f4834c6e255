import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { StoryKeyStore } from './story-key-store';
import { samplePackage, setUpDesk, withDeskAt, type Story, type StoryPlace } from './with-desk';

const SECRET = 'key-store';

function placeIn(root: string, secret: Uint8Array): StoryPlace {
  return { dir: join(root, 'desk'), marksDir: join(root, 'marks'), keyStore: new StoryKeyStore(undefined, secret), databaseUrl: null };
}

async function setUpAndImport(story: Story): Promise<void> {
  await setUpDesk(story);
  await story.signIn('reviewer');
  await story.importSample();
}

/** The run's desk with the sample: set up and imported as any desk, and closed. Workers that make it at once do not disturb each other. */
async function deskOfRun(): Promise<string> {
  const made = join(inject('sampleOfRun'), 'made');
  if (existsSync(made)) return made;
  const draft = join(inject('sampleOfRun'), randomUUID());
  const secret = StoryKeyStore.newSecret();
  await mkdir(draft);
  await writeFile(join(draft, SECRET), secret);
  await withDeskAt(placeIn(draft, secret), setUpAndImport);
  await rename(draft, made).catch((cause: unknown) => {
    if (!existsSync(made)) throw cause;
  });
  return made;
}

/**
 * A desk of its own that was set up and holds the sample, with nobody signed in: a copy of the run's, opened as a desk opens in the
 * morning. For stories that begin after the import; those of the set-up and the import take `withDesk`.
 */
export async function withSample(tell: (story: Story) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'countersign-story-'));
  try {
    await cp(await deskOfRun(), root, { recursive: true });
    await withDeskAt(placeIn(root, await readFile(join(root, SECRET))), async (story) => {
      if (story.desk.state.phase !== 'open') throw new Error(`the copied desk is not open: ${JSON.stringify(story.desk.state)}`);
      story.machine.packageFolder = await samplePackage();
      await tell(story);
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
