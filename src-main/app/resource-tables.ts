import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CodeTables } from '../domain/code-tables';
import type { PolicyDefaults } from '../domain/policy-defaults';
import { checkPolicy } from '../packages/policy-file';
import { policyProblemText } from '../packages/policy-problem';

/** The data files under `resources/tables`, and the built-in policy that stands on them. */
export interface ResourceTables extends CodeTables {
  policyDefaults: PolicyDefaults;
}

const named = { code: z.string(), name: z.string(), en: z.string() };
const categories = z.array(z.strictObject({ ...named, group: z.enum(['physician', 'assistant', 'apprenticeship']) }));
const nations = z.array(z.strictObject({ ...named, short: z.string() }));
const nationalities = z.array(z.strictObject({ ...named, numeric: z.string() }));
const educationLevels = z.array(z.strictObject(named));
const materials = z.array(z.looseObject({ code: z.string() }));

/** Reads the tables once. The files belong to the program: one that does not fit is a bug and throws. */
export function loadResourceTables(resourcesDir: string): ResourceTables {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(resourcesDir, path), 'utf8'));
  const tables: CodeTables = {
    categories: categories.parse(read('tables/categories.json')),
    nations: nations.parse(read('tables/nations.json')),
    nationalities: nationalities.parse(read('tables/nationalities.json')),
    educationLevels: educationLevels.parse(read('tables/education-levels.json')),
  };
  return { ...tables, policyDefaults: defaultsOf(read('policy/default-policy.json'), tables, materials.parse(read('tables/materials.json'))) };
}

/** The same, read as soon as one of them is asked for: signing in at a desk needs none. */
export function resourceTablesOnDemand(resourcesDir: string): ResourceTables {
  let read: ResourceTables | null = null;
  const tables = (): ResourceTables => (read ??= loadResourceTables(resourcesDir));
  return {
    get categories() { return tables().categories; },
    get nations() { return tables().nations; },
    get nationalities() { return tables().nationalities; },
    get educationLevels() { return tables().educationLevels; },
    get policyDefaults() { return tables().policyDefaults; },
  };
}

/** Categories and materials have one home, the tables; the policy file beside them holds the rest. */
function defaultsOf(policy: unknown, tables: CodeTables, rules: z.infer<typeof materials>): PolicyDefaults {
  const checked = checkPolicy({
    ...z.looseObject({}).parse(policy),
    categories: Object.fromEntries(tables.categories.map(({ code, name, group }) => [code, { name, group }])),
    materials: Object.fromEntries(rules.map(({ code, ...rule }) => [code, rule])),
  });
  if (!checked.ok) throw new Error(`default policy: ${checked.error.map((problem) => policyProblemText(problem, 'en')).join('; ')}`);
  return checked.value;
}
