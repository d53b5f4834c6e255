import type { CodeTables } from './code-tables';
import type { SitePolicy } from './policy';

/** Codes and names of the tables as a package may write them, each led to the one form that is stored. */
export interface RegistrationCodes {
  categories: ReadonlySet<string>;
  /** Code, name, or name without 族, to the name with 族. */
  nations: ReadonlyMap<string, string>;
  /** Letters, digits or name to the name. */
  nationalities: ReadonlyMap<string, string>;
}

/** Prepares the look-ups once for a package. The categories are the policy's. */
export function registrationCodes(tables: Pick<CodeTables, 'nations' | 'nationalities'>, categories: SitePolicy['categories']): RegistrationCodes {
  return {
    categories: new Set(Object.keys(categories)),
    nations: new Map(tables.nations.flatMap(({ code, name, short }) => [[code, name], [name, name], [short, name]] as const)),
    nationalities: new Map(tables.nationalities.flatMap(({ code, numeric, name }) => [[code, name], [numeric, name], [name, name]] as const)),
  };
}
