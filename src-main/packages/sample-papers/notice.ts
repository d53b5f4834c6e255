import { FIELD_HEADERS, type FieldKey } from '../../domain/fields';
import { valueOf, type PaperFacts } from './paper-facts';
import { drawQr, layPaper, markAsSample, pairs, ruleTable } from './paper-parts';
import { PaperPage, type PaperPens } from './paper-page';
import { portrait } from './portrait';

const LEFT = 70;
const WIDE = 760;
const ROW = 46;

/** 网上报名成功通知单: what was registered, as the candidate prints it at home. */
export function drawNotice(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = new PaperPage(pens, 900, 1273);
  layPaper(page, '#fefefd', '#f0eeea');
  page.write(450, 92, 34, `${facts.examYear}年医师资格考试`, { bold: true, anchor: 'middle' });
  page.write(450, 140, 34, '网上报名成功通知单', { bold: true, anchor: 'middle', spacing: 3 });
  page.write(LEFT, 190, 20, `报名序号：${valueOf(facts, 'registrationNo')}`);
  page.write(LEFT + WIDE, 190, 20, `版本：${valueOf(facts, 'revision')}`, { anchor: 'end' });
  headTable(page, facts);
  const below = ruleTable(page, LEFT, 212 + 6 * ROW, WIDE, ROW, bodyRows(facts), 20);
  page.writeParagraph(LEFT, below + 44, WIDE - 150, 18, '请持本通知单、有效身份证明和报考材料的原件，在规定时间内到考点进行现场审核。请逐项核对以上信息，如有错误，请在现场审核签字前向考点提出。', { leading: 31 });
  page.write(LEFT, below + 190, 20, '本人已核对以上信息。  考生签名：________________   日期：____________');
  drawQr(page, LEFT + WIDE - 118, below + 26, 118, valueOf(facts, 'registrationNo'));
  markAsSample(page);
  return page;
}

function headTable(page: PaperPage, facts: PaperFacts): void {
  const rows = [
    pairs('报考类别', `${valueOf(facts, 'category')} ${facts.category}`),
    named(facts, 'name', 'sex'),
    named(facts, 'nation', 'nationality'),
    named(facts, 'birthDate', 'idType'),
    pairs(FIELD_HEADERS.idNumber, valueOf(facts, 'idNumber')),
    pairs(FIELD_HEADERS.mobile, valueOf(facts, 'mobile')),
  ];
  const photoWide = 176;
  ruleTable(page, LEFT, 212, WIDE - photoWide, ROW, rows, 20);
  page.box(LEFT + WIDE - photoWide, 212, photoWide, 6 * ROW);
  page.add(portrait(facts.look, LEFT + WIDE - photoWide + 4, 212 + (6 * ROW - 224) / 2, photoWide - 8));
}

function bodyRows(facts: PaperFacts) {
  const fields: readonly (readonly FieldKey[])[] = [
    ['educationLevel', 'degree'], ['schoolingYears', 'studyForm'], ['school'], ['major'], ['enrolledOn', 'graduatedOn'], ['diplomaNo'],
    ['workUnit'], ['workUnitCode'], ['unitNature', 'unitAffiliation'], ['trialUnit'], ['trialFrom', 'trialTo'], ['address'],
  ];
  return fields.map((row) => named(facts, ...row));
}

function named(facts: PaperFacts, ...fields: readonly FieldKey[]) {
  return pairs(...fields.flatMap((field) => [FIELD_HEADERS[field], valueOf(facts, field) || '—']));
}
