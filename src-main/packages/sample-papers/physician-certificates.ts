import { layCertificate, placePhoto } from './diploma';
import { chineseDate, valueOf, type PaperFacts } from './paper-facts';
import { markAsSample, pairs, ruleTable, stampSeal } from './paper-parts';
import type { PaperPage, PaperPens } from './paper-page';

/** 执业助理医师资格证书, opened. */
export function drawAssistantCertificate(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layBooklet(pens, '#335a86');
  placePhoto(page, facts, 200, 200, 240);
  page.write(320, 620, 24, '（照片骑缝盖章有效）', { anchor: 'middle', fill: '#5a6068' });
  page.write(320, 700, 25, '发证机关：测试省卫生健康委员会', { anchor: 'middle' });
  stampSeal(page, 400, 520, 92, '测试省卫生健康委员会');
  page.write(950, 170, 40, '医师资格证书', { bold: true, anchor: 'middle', spacing: 12, fill: '#24466e' });
  items(page, [
    ['姓名', valueOf(facts, 'name')], ['性别', valueOf(facts, 'sex')], ['出生日期', chineseDate(valueOf(facts, 'birthDate'))], ['级别', '执业助理医师'], ['类别', '临床'],
    ['学历', valueOf(facts, 'educationLevel')], ['身份证号', valueOf(facts, 'idNumber')], ['证书编码', valueOf(facts, 'assistantCertificateNo')], ['签发日期', `${facts.examYear - 3}年12月10日`],
  ]);
  markAsSample(page);
  return page;
}

/** 医师执业证书: the page with the holder and the place of practice. */
export function drawPracticeCertificate(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layBooklet(pens, '#6a4a7c');
  placePhoto(page, facts, 200, 200, 240);
  page.write(320, 700, 25, '发证机关：示例县卫生健康局', { anchor: 'middle' });
  stampSeal(page, 400, 520, 92, '示例县卫生健康局');
  page.write(950, 170, 40, '医师执业证书', { bold: true, anchor: 'middle', spacing: 12, fill: '#523863' });
  items(page, [
    ['姓名', valueOf(facts, 'name')], ['性别', valueOf(facts, 'sex')], ['资格证书编码', valueOf(facts, 'assistantCertificateNo')], ['执业证书编码', valueOf(facts, 'practiceCertificateNo')],
    ['执业地点', valueOf(facts, 'workUnit')], ['执业类别', '临床'], ['执业范围', '全科医学专业'], ['首次注册时间', valueOf(facts, 'firstRegisteredOn')], ['签发日期', chineseDate(valueOf(facts, 'firstRegisteredOn'))],
  ]);
  markAsSample(page);
  return page;
}

/** 医师执业证书: the pages of changes and assessments. */
export function drawPracticeChanges(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layBooklet(pens, '#6a4a7c');
  page.write(320, 160, 34, '变更注册记录', { bold: true, anchor: 'middle', fill: '#523863' });
  ruleTable(page, 100, 200, 470, 60, [pairs('变更事项', '无'), ...Array.from({ length: 7 }, () => pairs('', ''))], 22);
  page.write(952, 160, 34, '定期考核记录', { bold: true, anchor: 'middle', fill: '#523863' });
  const below = ruleTable(page, 704, 200, 470, 60, [pairs('考核周期', `${facts.examYear - 2}—${facts.examYear - 1}年度`), pairs('考核结果', '合格'), pairs('考核机构', '示例县医师定期考核委员会')], 22);
  page.write(704, below + 60, 22, `持证人：${valueOf(facts, 'name')}`);
  page.write(704, below + 104, 22, `执业证书编码：${valueOf(facts, 'practiceCertificateNo')}`);
  page.write(704, below + 148, 22, `首次注册时间：${valueOf(facts, 'firstRegisteredOn')}`);
  stampSeal(page, 1050, below + 240, 92, '示例县卫生健康局');
  markAsSample(page);
  return page;
}

function items(page: PaperPage, rows: readonly (readonly [string, string])[]): void {
  rows.forEach(([label, value], i) => {
    const y = 250 + i * 60;
    page.write(860, y, 23, label, { anchor: 'end', fill: '#5a6068' });
    page.write(880, y, 25, value, { fit: 290 });
    page.line(876, y + 14, 1180, y + 14, '#c6c2cc', 1.2);
  });
}

/** Two facing pages with the fold between them. */
function layBooklet(pens: PaperPens, colour: string): PaperPage {
  const page = layCertificate(pens, colour, colour);
  page.add('<defs><linearGradient id="fold"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="0.5" stop-color="#000" stop-opacity="0.16"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient></defs>');
  page.box(600, 60, 74, 780, 'fill="url(#fold)"');
  return page;
}
