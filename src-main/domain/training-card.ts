import type { CodeTables } from './code-tables';
import type { FieldValues } from './fields';
import type { IdCard } from './id-card';
import { birthDateOf, isWellFormed18, sexOf } from './id-number';
import { hasUntypedCharacter } from './untyped-character';

/**
 * The card that a candidate of a training store would lay on the reader: a citizen's card made from the registration.
 * A character that could not be typed becomes a real one, as on a real card. Null when the number is not one of 18 characters.
 */
export function cardOfRegistration(fields: FieldValues, tables: CodeTables): IdCard | null {
  const idNumber = fields.idNumber ?? '';
  const birthDate = isWellFormed18(idNumber) ? birthDateOf(idNumber) : null;
  if (birthDate === null) return null;
  const name = fields.name ?? '';
  const nation = tables.nations.find((each) => each.name === fields.nation || each.code === fields.nation);
  return {
    kind: 'citizen', name: hasUntypedCharacter(name) ? name.replace(/[?？*]|\[.\]/u, '㛃') : name, sexCode: sexOf(idNumber) === '男' ? '1' : '2', birthDate, idNumber,
    validFrom: '2020-01-01', validUntil: '2040-01-01', nationCode: nation?.code ?? '01', address: '测试省测试市测试路1号', authority: '测试市公安局',
  };
}
