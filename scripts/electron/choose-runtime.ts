import { rememberedUntil, type DownloadFailure } from './download-failure.ts';
import type { ElectronRuntime } from './runtime.ts';

/** What is known before an Electron is chosen. */
export interface RuntimeFacts {
  /** Folder that the person asks for (ELECTRON_OVERRIDE_DIST_PATH) and what was found in it. */
  override: { folder: string; runtime: ElectronRuntime | undefined } | undefined;
  /** The official binary of the `electron` package, once downloaded. */
  official: ElectronRuntime | undefined;
  officialVersion: string;
  /** ELECTRON_SKIP_BINARY_DOWNLOAD=1. */
  downloadForbidden: boolean;
  /** The last failed download of this version from this mirror. */
  failure: DownloadFailure | undefined;
  carried: ElectronRuntime | undefined;
  /** Whether the registry carries a runtime for this machine. */
  canCarry: boolean;
  now: Date;
}

export type RuntimeStep =
  | { kind: 'use'; runtime: ElectronRuntime; note?: string }
  | { kind: 'download-official' }
  | { kind: 'fetch-carried' }
  | { kind: 'stop'; message: string };

/** The next step towards a runtime, in this order: asked for, official, official by download, carried. */
export function chooseRuntime(facts: RuntimeFacts): RuntimeStep {
  if (facts.override) return useOverride(facts.override.folder, facts.override.runtime);
  if (facts.official) return { kind: 'use', runtime: facts.official };
  const remembered = facts.failure && rememberedUntil(facts.failure) > facts.now ? facts.failure : undefined;
  if (!facts.downloadForbidden && !remembered) return { kind: 'download-official' };
  if (facts.carried) return { kind: 'use', runtime: facts.carried, ...noteOn(facts, remembered) };
  return facts.canCarry ? { kind: 'fetch-carried' } : { kind: 'stop', message: noRuntime(facts.officialVersion) };
}

function useOverride(folder: string, runtime: ElectronRuntime | undefined): RuntimeStep {
  if (runtime) return { kind: 'use', runtime };
  const message = `ELECTRON_OVERRIDE_DIST_PATH=${folder} holds no Electron: correct the path, or unset the variable.`;
  return { kind: 'stop', message };
}

function noteOn(facts: RuntimeFacts, failure: DownloadFailure | undefined): { note?: string } {
  if (!failure) return {};
  const again = rememberedUntil(failure).toISOString();
  return {
    note:
      `on the trial runtime ${facts.carried?.version}: Electron ${failure.version} could not be downloaded ` +
      `(${failure.reason}); next try after ${again}`,
  };
}

function noRuntime(version: string): string {
  return (
    `Electron ${version} cannot be downloaded here and no package carries one for this machine: ` +
    'set ELECTRON_MIRROR to a mirror you reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an Electron.'
  );
}
