import { describe, expect, it } from 'vitest';
import { judgeCard, type CardJudgement } from '../../src-main/domain/card-match';
import type { FieldValues } from '../../src-main/domain/fields';
import { numbersOn, type IdCard } from '../../src-main/domain/id-card';
import { decodeCardText, encodeCardText } from '../../src-main/domain/id-card-text';
import { hasValidCheckCharacter } from '../../src-main/domain/id-number';
import { cardOfKind, cardOfRegistration, type TrainingCardKind } from '../../src-main/domain/training-card';
import { tables, testPolicy } from '../support/default-policy';

const KINDS: readonly TrainingCardKind[] = ['own', 'forEver', 'expired', 'notYetValid', 'otherName', 'residencePermit', 'foreignResidentOld', 'foreignResidentNew', 'stranger'];
const RESIDENT: FieldValues = { name: '测试甲', idType: '居民身份证', idNumber: '990000200001010012', sex: '男', birthDate: '2000-01-01', nation: '汉族' };
const PERMIT: FieldValues = { ...RESIDENT, idType: '港澳台居民居住证' };
const OLD: FieldValues = { ...RESIDENT, name: 'CESHI ANNA', idType: '外国人永久居留身份证', idNumber: 'XYZ310000010115', nationality: '加拿大' };
const NEW: FieldValues = { ...RESIDENT, idType: '外国人永久居留身份证', nationality: '加拿大' };

function cardOf(fields: FieldValues, kind: TrainingCardKind = 'own'): IdCard {
  return cardOfKind(cardOfRegistration(fields, tables) ?? expect.fail('no card'), kind);
}

function judge(fields: FieldValues, kind: TrainingCardKind): CardJudgement {
  return judgeCard({ card: cardOf(fields, kind), registration: fields, identityDocuments: testPolicy().identityDocuments, nations: tables.nations, today: '2026-03-02' });
}

function passes(fields: FieldValues, kind: TrainingCardKind): boolean {
  return judge(fields, kind).passed;
}

function doubts(fields: FieldValues, kind: TrainingCardKind): readonly unknown[] {
  return judge(fields, kind).results.filter(({ result }) => result !== 'same').map(({ field, result, why }) => [field, result, why]);
}

describe('the card of a registration, to practise with', () => {
  it.each([[RESIDENT, 'citizen'], [PERMIT, 'J'], [OLD, 'I'], [NEW, 'Y']] as const)('is of the registered kind and passes: $1', (fields, kind) => {
    expect([cardOf(fields).kind, passes(fields, 'own')]).toEqual([kind, true]);
  });

  it.each(['护照', '军官证', '其他'])('is not there for %s, which has no chip', (idType) => {
    expect(cardOfRegistration({ ...RESIDENT, idType }, tables)).toBeNull();
  });

  it.each([RESIDENT, PERMIT, OLD, NEW])('of $idType comes in every kind as a card that a reader can give', (fields) => {
    for (const kind of KINDS) expect(decodeCardText(encodeCardText(cardOf(fields, kind)))).toEqual({ ok: true, value: cardOf(fields, kind) });
    expect(KINDS.filter((kind) => passes(fields, kind)).filter((kind) => ['expired', 'notYetValid', 'otherName', 'stranger'].includes(kind))).toEqual([]);
  });

  it('of 2023 has a number of its own, which is tied to the one of 2017', () => {
    const renewed = cardOf(OLD, 'foreignResidentNew');
    expect([hasValidCheckCharacter(renewed.idNumber), numbersOn(renewed)]).toEqual([true, [renewed.idNumber, OLD.idNumber]]);
    for (const sex of ['男', '女']) expect(doubts({ ...OLD, sex }, 'foreignResidentNew')).toEqual([['idNumber', 'needsHuman', 'oldNumber']]);
  });
});
