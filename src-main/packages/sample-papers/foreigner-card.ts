import type { ForeignerCard2017, ForeignerCard2023 } from '../../domain/id-card';
import { layCard } from './identity-card';
import { dottedDate, valueOf, type PaperFacts } from './paper-facts';
import type { PaperPage, PaperPens } from './paper-page';
import { markAsSample } from './paper-parts';
import { portrait } from './portrait';

const LABEL = '#5b5f96';

function cardOn({ card }: PaperFacts): ForeignerCard2017 | ForeignerCard2023 {
  if (card?.kind !== 'I' && card?.kind !== 'Y') throw new Error('this person has no foreigner’s card');
  return card;
}

/** Front of the foreigner's permanent resident card: the person, in two languages. */
export function drawForeignerFront(pens: PaperPens, facts: PaperFacts): PaperPage {
  const card = cardOn(facts);
  const page = layCard(pens, '#e8e6f3', '#efeadf');
  page.write(110, 124, 38, '外国人永久居留身份证', { bold: true, spacing: 4 });
  page.write(110, 158, 19, 'FOREIGN PERMANENT RESIDENT ID CARD', { fill: LABEL });
  const item = (y: number, label: string, value: string): void => {
    page.write(110, y, 22, label, { fill: LABEL });
    page.write(110, y + 38, 32, value, { fit: 560 });
  };
  item(212, '姓名 / Name', [card.englishName, card.name].filter((name) => name !== '').join('  '));
  item(304, '性别 / Sex   出生日期 / Date of Birth', `${card.sexCode === '1' ? '男 / M' : '女 / F'}      ${card.birthDate ?? ''}`);
  item(396, '国籍 / Nationality', `${valueOf(facts, 'nationality')} / ${card.nationality}`);
  item(488, '有效期限 / Period of Validity', `${dottedDate(card.validFrom)}-${dottedDate(card.validUntil)}`);
  page.write(110, 596, 22, '证件号码 / ID No.', { fill: LABEL });
  page.write(110, 640, 36, card.idNumber, { bold: true, spacing: 6 });
  page.add(portrait(facts.look, 730, 140, 292));
  markAsSample(page);
  return page;
}

/** Its back: what it is, and who issued it. */
export function drawForeignerBack(pens: PaperPens, facts: PaperFacts): PaperPage {
  const card = cardOn(facts);
  const page = layCard(pens, '#ebe9f2', '#e6edf0');
  page.write(560, 190, 40, '测试培训专用样张', { bold: true, anchor: 'middle', spacing: 10 });
  page.write(560, 280, 54, '外国人永久居留身份证', { bold: true, anchor: 'middle', spacing: 10 });
  page.write(560, 330, 24, 'FOREIGN PERMANENT RESIDENT ID CARD', { anchor: 'middle', fill: LABEL });
  page.write(560, 470, 28, '国家移民管理机关（样张）', { anchor: 'middle' });
  page.write(560, 540, 26, card.kind === 'I' ? `版本 ${card.cardVersion}   受理机关 ${card.acceptingAuthority}` : `换证次数 ${card.timesRenewed}`, { anchor: 'middle' });
  markAsSample(page);
  return page;
}
