import type { CategoryGroup } from './policy';

/** An exam category, 3 digits. */
export interface Category {
  code: string;
  name: string;
  en: string;
  group: CategoryGroup;
}

/** A nation of GB/T 3304: 2 digits, name with 族, and the short form that identity cards print. */
export interface Nation {
  code: string;
  name: string;
  short: string;
  en: string;
}

/** A nationality of GB/T 2659: 3 letters and 3 digits. */
export interface Nationality {
  code: string;
  numeric: string;
  name: string;
  en: string;
}

/** An education level of GB/T 4658, in the words a registration uses. */
export interface EducationLevel {
  code: string;
  name: string;
  en: string;
}

/** The code tables under `resources/tables`, in the order in which a screen lists them. */
export interface CodeTables {
  categories: readonly Category[];
  nations: readonly Nation[];
  nationalities: readonly Nationality[];
  educationLevels: readonly EducationLevel[];
}
