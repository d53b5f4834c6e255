import type { RefusalCode } from './refusal';

/** What a person at the desk can do with a case. Main computes which are open; every write checks again. */
export const CASE_ACTIONS = [
  'claim', 'confirmIdentity', 'consentIdentity', 'reviewMaterials', 'requestCorrection', 'passFirstCheck', 'passSecondCheck', 'sendBack',
  'presentSheet', 'oweSupplement', 'refuse', 'reopen', 'release', 'takeOver', 'printDocuments',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

export interface AvailableAction {
  action: CaseAction;
  allowed: boolean;
  /** Why not; null when allowed. */
  why: RefusalCode | null;
  params: Readonly<Record<string, string | number>>;
  /** Another person's consent is part of the action. */
  needsApprover: boolean;
}

/** What keeps a case from being ready, item by item, in the order in which the desk works through them. */
export interface OpenItem {
  kind: 'identity' | 'materialMissing' | 'materialUndecided' | 'fieldUnchecked' | 'fieldContested' | 'materialContested' | 'correctionOpen' | 'firstPass' | 'secondPass';
  material: string | null;
  field: string | null;
}
