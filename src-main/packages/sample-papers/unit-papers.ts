import { getUnitByName } from '../sample-units';
import { layCertificate } from './diploma';
import { chineseDate, valueOf, type PaperFacts } from './paper-facts';
import { layPaper, markAsSample, pairs, ruleTable, signAs, stampSeal } from './paper-parts';
import { PaperPage, type PaperPens } from './paper-page';

const LEFT = 80;
const WIDE = 740;

/** 医疗机构执业许可证（副本）of the unit named on it. */
export function drawLicence(pens: PaperPens, facts: PaperFacts): PaperPage {
  const unit = getUnitByName(valueOf(facts, 'workUnit'));
  const page = layCertificate(pens, '#2f6a66', '#5d938d');
  page.write(636, 170, 58, '医疗机构执业许可证', { bold: true, anchor: 'middle', spacing: 20, fill: '#1f5551' });
  page.write(636, 216, 26, '（副本）', { anchor: 'middle', fill: '#1f5551' });
  const items: readonly (readonly [string, string])[] = [
    ['机构名称', unit.name], ['登记号', unit.code], ['法定代表人', unit.head], ['类别', unit.kind], ['经营性质', unit.nature], ['地址', unit.address], ['诊疗科目', unit.departments],
  ];
  items.forEach(([label, value], i) => {
    const y = 286 + i * 56;
    page.write(300, y, 26, label, { anchor: 'end', fill: '#4c6361' });
    page.writeParagraph(332, y, 800, 28, value, { bold: i === 0, leading: 42 });
  });
  page.write(332, 736, 24, `有效期限：${facts.examYear - 3}年7月1日至${facts.examYear + 12}年6月30日`);
  page.write(332, 786, 24, '发证机关：测试市卫生健康委员会');
  stampSeal(page, 1050, 746, 96, '测试市卫生健康委员会');
  page.add('<g transform="translate(170 760) rotate(-7)"><rect x="-72" y="-30" width="170" height="52" rx="6" fill="none" stroke="#1f4f9a" stroke-width="3" stroke-opacity="0.8"/></g>');
  page.write(183, 764, 22, '与原件一致', { anchor: 'middle', fill: '#1f4f9a', bold: true });
  markAsSample(page);
  return page;
}

/** 试用期考核证明 with the institution's verdict, signature and seal. */
export function drawTrial(pens: PaperPens, facts: PaperFacts): PaperPage {
  const unit = getUnitByName(valueOf(facts, 'trialUnit'));
  const page = layLetter(pens);
  page.write(450, 116, 36, '医师资格考试试用期考核证明', { bold: true, anchor: 'middle', spacing: 4 });
  const rows = [
    pairs('姓名', valueOf(facts, 'name'), '性别', valueOf(facts, 'sex')),
    pairs('出生日期', valueOf(facts, 'birthDate'), '民族', valueOf(facts, 'nation')),
    pairs('毕业学校', valueOf(facts, 'school')),
    pairs('所学专业', valueOf(facts, 'major'), '学历', valueOf(facts, 'educationLevel')),
    pairs('试用机构', unit.name),
    pairs('机构登记号', unit.code),
    pairs('试用起始', chineseDate(valueOf(facts, 'trialFrom')), '试用截止', chineseDate(valueOf(facts, 'trialTo'))),
    pairs('试用岗位', facts.category),
    pairs('带教老师', '秦怀远', '医师级别', '执业医师'),
  ];
  const below = ruleTable(page, LEFT, 168, WIDE, 64, rows);
  page.box(LEFT, below, WIDE, 360);
  page.write(LEFT + 20, below + 44, 23, '试用机构考核意见：', { bold: true });
  page.writeParagraph(LEFT + 20, below + 92, WIDE - 40, 23, '　　该同志试用期间遵守法律法规和规章制度，服从带教安排，在执业医师指导下完成规定的岗位工作，考核合格。', { leading: 42 });
  page.write(LEFT + 20, below + 252, 22, '法定代表人（签字）：');
  signAs(page, LEFT + 236, below + 254, 34, unit.head);
  page.write(LEFT + 20, below + 316, 22, `考核日期：${facts.examYear}年2月20日`);
  stampSeal(page, LEFT + WIDE - 150, below + 236, 104, unit.name);
  page.writeParagraph(LEFT, below + 402, WIDE, 17, '注：本证明须由试用机构法定代表人签字并加盖机构公章，仅当年有效；加盖科室章无效。', { fill: '#5a6068', leading: 28 });
  markAsSample(page);
  return page;
}

/** A hospital says that it goes by another name now. */
export function drawUnitRenamed(pens: PaperPens, facts: PaperFacts): PaperPage {
  const unit = getUnitByName(valueOf(facts, 'workUnit'));
  return drawUnitLetter(pens, facts, '医疗机构名称变更证明', unit.name, [
    `　　经测试市卫生健康委员会批准，自${facts.examYear}年1月1日起，“${valueOf(facts, 'trialUnit')}”更名为“${unit.name}”，登记号（${unit.code}）、地址和法定代表人不变。`,
    `　　${valueOf(facts, 'name')}（身份证号 ${valueOf(facts, 'idNumber')}）为我院在岗人员，其工作单位名称应为“${unit.name}”。`,
  ]);
}

/** A new employer says that the candidate works there now. */
export function drawUnitMoved(pens: PaperPens, facts: PaperFacts): PaperPage {
  const unit = getUnitByName(valueOf(facts, 'workUnit'));
  return drawUnitLetter(pens, facts, '工作单位变更证明', unit.name, [
    `　　${valueOf(facts, 'name')}（身份证号 ${valueOf(facts, 'idNumber')}）原在${valueOf(facts, 'trialUnit')}工作，自${facts.examYear}年1月起调入我单位，已签订聘用合同并办理社会保险转移手续。`,
    `　　我单位全称：${unit.name}；医疗机构登记号：${unit.code}；单位性质：${unit.nature}；隶属：${unit.affiliation}。`,
  ]);
}

/** 所在部队同意报考的证明. */
export function drawMilitaryConsent(pens: PaperPens, facts: PaperFacts): PaperPage {
  return drawUnitLetter(pens, facts, '同意报考证明', valueOf(facts, 'workUnit'), [
    `　　${valueOf(facts, 'name')}系我单位现役军人，从事医疗工作。经研究，同意其参加${facts.examYear}年医师资格考试，并参加军事医学加试。`,
    '　　以上情况属实。',
  ]);
}

function drawUnitLetter(pens: PaperPens, facts: PaperFacts, title: string, sender: string, paragraphs: readonly string[]): PaperPage {
  const page = layLetter(pens);
  page.write(450, 190, 46, title, { bold: true, anchor: 'middle', spacing: 8 });
  page.write(LEFT + 10, 310, 27, '测试考点：');
  let y = 376;
  for (const paragraph of paragraphs) y = page.writeParagraph(LEFT + 10, y, WIDE - 20, 27, paragraph, { leading: 56 }) + 10;
  page.write(LEFT + 10, y + 20, 27, '　　特此证明。');
  page.write(590, y + 190, 27, sender, { anchor: 'middle' });
  page.write(590, y + 246, 25, `${facts.examYear}年2月18日`, { anchor: 'middle' });
  page.write(LEFT + 10, y + 300, 21, '联系人：范老师　电话：0990-0000000', { fill: '#5a6068' });
  stampSeal(page, 730, y + 196, 104, sender);
  markAsSample(page);
  return page;
}

function layLetter(pens: PaperPens): PaperPage {
  const page = new PaperPage(pens, 900, 1273);
  layPaper(page, '#fdfdfb', '#edebe6');
  return page;
}
