import { readFileSync } from 'node:fs';
import { loadResourceTables } from '../app/resource-tables';
import type { ParsedPolicy } from '../domain/policy-defaults';
import { err, ok, type Result } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';
import { parsePolicy } from '../packages/policy-file';
import { policyProblemText, type PolicyProblem } from '../packages/policy-problem';
import { adoptPolicy, adoptPolicyAtSetUp } from '../workflows/adopt-policy';
import { tellRefused } from '../workflows/change-case';
import { PinGate } from '../workflows/people';
import type { DeskPorts, Outcome } from '../workflows/ports';
import { tellLog } from '../workflows/tell-log';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withStore } from './store-commands';
import { withPorts } from './store-ports';
import { EXIT, type Terminal } from './terminal';

/** Null when the file cannot be read. */
function readPolicy(file: string, resourcesDir: string): Result<ParsedPolicy, PolicyProblem[]> | null {
  try {
    return parsePolicy(readFileSync(file, 'utf8'), loadResourceTables(resourcesDir).policyDefaults);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return null;
    throw cause;
  }
}

function problemsText(problems: readonly PolicyProblem[]): string {
  return problems.map((problem) => policyProblemText(problem, 'en')).join('\n');
}

/** `policy check FILE`. */
export function checkPolicyFile(file: string, resourcesDir: string, options: { json: boolean }, terminal: Terminal): number {
  const parsed = readPolicy(file, resourcesDir);
  if (parsed === null) {
    terminal.tell(`policy check: ${file} cannot be read`);
    return EXIT.refused;
  }
  const problems = parsed.ok ? [] : parsed.error;
  terminal.print(options.json ? JSON.stringify({ sound: parsed.ok, problems }) : parsed.ok ? 'sound' : problemsText(problems));
  return parsed.ok ? EXIT.done : EXIT.problems;
}

/** The administrator of this name, by the PIN; who is not it, is told to the log. */
async function admit(ports: DeskPorts, name: string, askPin: (name: string) => Promise<string>): Promise<Outcome<Actor>> {
  const { deskId } = await ports.store.getFacts();
  const account = (await ports.store.listStaff()).find((person) => person.name === name && person.active);
  if (account === undefined) return refusal('unknown-person', { name });
  const admitted = await new PinGate(ports).admit({ staffId: account.id, pin: await askPin(name) });
  if (admitted.ok) return ok({ deskId, staffId: account.id, roles: account.roles });
  await tellLog(ports, { deskId, staffId: account.id }, { kind: 'staff.signInFailed', registrationNo: null, payload: { code: admitted.error.code } });
  return err({ code: admitted.error.code });
}

export interface AdoptOptions {
  administrator?: string;
  json: boolean;
}

/** A store that has nobody yet is being set up by whoever holds the machine; afterwards an administrator adopts. */
async function adopt(ports: DeskPorts, policy: ParsedPolicy, options: AdoptOptions, askPin: (name: string) => Promise<string>): Promise<Outcome<{ digest: string }>> {
  if (options.administrator !== undefined) {
    const actor = await admit(ports, options.administrator, askPin);
    if (!actor.ok) return actor;
    const adopted = await adoptPolicy(ports, policy, actor.value);
    if (!adopted.ok && adopted.error.code === 'role-missing') await tellRefused(ports, { actor: actor.value, name: 'policy.adopt', registrationNo: null }, adopted.error);
    return adopted;
  }
  if ((await ports.store.listStaff()).length > 0) return refusal('role-missing', { role: 'administrator' });
  return adoptPolicyAtSetUp(ports, policy);
}

/** `policy adopt FILE --administrator NAME`: puts a policy in force. Cases that were begun keep theirs. */
export async function adoptPolicyFile(at: CommandPlace, file: string, options: AdoptOptions, terminal: Terminal, askPin: (name: string) => Promise<string>): Promise<number> {
  const parsed = readPolicy(file, at.resourcesDir);
  if (parsed === null) {
    terminal.tell(`policy adopt: ${file} cannot be read`);
    return EXIT.refused;
  }
  if (!parsed.ok) {
    terminal.tell(problemsText(parsed.error));
    return EXIT.problems;
  }
  return withStore(at, terminal, async (store, _key, place) => {
    const adopted = await withPorts(store, place, (ports) => adopt(ports, parsed.value, options, askPin));
    if (!adopted.ok) {
      terminal.tell(refusalText(adopted.error));
      return adopted.error.code === 'store-damaged' ? EXIT.store : EXIT.refused;
    }
    const { digest } = adopted.value;
    terminal.print(options.json ? JSON.stringify({ digest }) : `in force: policy ${digest}`);
    return EXIT.done;
  });
}
