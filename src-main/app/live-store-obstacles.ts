import type { LiveStoreObstacle } from '../../src-preload/contract/session';

/** What the machine and the command line say about how this desk runs. */
export interface RunFacts {
  trial: boolean;
  sandboxed: boolean;
  /** Command-line switches of the process and of its Node, as given. */
  switches: readonly string[];
  /** COUNTERSIGN_ID_READER, or null. */
  readerAddress: string | null;
  /** Where the pages come from instead of the program's own folder, or null. */
  devServer: string | null;
  /** COUNTERSIGN_KEY_FILE, or null. */
  keyFile: string | null;
}

/** Chromium switches, without hyphens, each of which takes the pages' sandbox or a part of it away. */
const SANDBOX_SWITCHES = ['no-sandbox', 'disable-setuid-sandbox', 'disable-namespace-sandbox', 'disable-seccomp-filter-sandbox', 'single-process'];
/** Switches that let somebody look into the process or steer it: Node's and Chromium's own, and each of their kin. */
const DEBUG_SWITCHES = ['inspect', 'inspect-brk', 'inspect-wait', 'inspect-port', 'remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'js-flags'];
const DEBUG_SWITCH = /^(?:inspect(?:-.+)?|remote-debugging-.+|js-flags)$/;

/** The name of a switch as Chromium reads it: after one hyphen or two, on Windows also a slash, in any case. */
function switchName(argument: string): string {
  return /^(?:--?|\/)([^=]+)/.exec(argument.trim())?.[1]?.toLowerCase() ?? '';
}

/** Whether pages run in Chromium's sandbox; `hasSwitch` tells the switches in force, whoever set them. */
export function isSandboxed(hasSwitch: (name: string) => boolean): boolean {
  return !SANDBOX_SWITCHES.some(hasSwitch);
}

/** Everything that can open the process to a debugger, as one list: command line, NODE_OPTIONS, and switches in force however they came. */
export function switchesOf(argv: readonly string[], nodeOptions: string | undefined, hasSwitch: (name: string) => boolean): readonly string[] {
  const inForce = DEBUG_SWITCHES.filter(hasSwitch).map((name) => `--${name}`);
  return [...argv.slice(1), ...(nodeOptions ?? '').split(/\s+/).filter((option) => option !== ''), ...inForce];
}

/**
 * Why a store of real candidates is not opened by this process (empty: it may be). A desk that can be looked into,
 * steered from outside, shown pages of another program or fed invented cards is for training.
 */
export function liveStoreObstacles(facts: RunFacts): readonly LiveStoreObstacle[] {
  const reader = facts.readerAddress?.trim().toLowerCase() ?? '';
  const found: (LiveStoreObstacle | false)[] = [
    facts.trial && 'trial-build',
    !facts.sandboxed && 'no-sandbox',
    facts.switches.some((argument) => DEBUG_SWITCH.test(switchName(argument))) && 'debug-switch',
    reader.startsWith('simulated') && 'simulated-reader',
    reader.startsWith('tcp://') && 'tcp-reader',
    facts.devServer !== null && 'dev-server',
    facts.keyFile !== null && 'key-file',
  ];
  return found.filter((obstacle) => obstacle !== false);
}
