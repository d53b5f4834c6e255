import { expect, it } from 'vitest';
import { FIELD_KEYS, SHEET_SECTIONS } from '../../src-main/domain/fields';

it('puts every field into exactly one section, so that the candidate confirms all of them', () => {
  expect(Object.values(SHEET_SECTIONS).flat().toSorted()).toEqual([...FIELD_KEYS].toSorted());
});
