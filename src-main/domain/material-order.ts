/**
 * The order in which the counter works through the papers (spec registration-package.md, material list): a policy's own
 * order is lost in its canonical form. Codes that a site added come after, by name.
 */
const MATERIAL_ORDER: readonly string[] = [
  'ID', 'NOTICE', 'DIPLOMA', 'EDU', 'DEGREE', 'TRIAL', 'LICENCE', 'ASSISTANT_CERT', 'PRACTICE_CERT', 'FIRST_REGISTRATION', 'COMMITMENT', 'FORMER_NAME', 'UNIT_PROOF', 'OTHER',
];

export function inMaterialOrder(codes: readonly string[]): readonly string[] {
  const place = (code: string): number => (MATERIAL_ORDER.includes(code) ? MATERIAL_ORDER.indexOf(code) : MATERIAL_ORDER.length);
  return codes.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}
