import { chineseDate, valueOf, type PaperFacts } from './paper-facts';
import { drawQr, layPaper, layWaves, markAsSample, pairs, ruleTable, stampSeal } from './paper-parts';
import { PaperPage, type PaperPens } from './paper-page';
import { portrait } from './portrait';

const LEFT = 80;
const WIDE = 740;
const ROW = 60;

/** 学历证书电子注册备案表. */
export function drawEducationRecord(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layForm(pens, '学历证书电子注册备案表', '#2c5f8a');
  page.write(LEFT, 196, 20, `更新日期：${facts.examYear}年1月12日`);
  const rows = [
    pairs('入学日期', chineseDate(valueOf(facts, 'enrolledOn')), '毕业日期', chineseDate(valueOf(facts, 'graduatedOn'))),
    pairs('学历类别', '普通高等教育', '层次', valueOf(facts, 'educationLevel')),
    pairs('院校名称', valueOf(facts, 'school')),
    pairs('院校所在地', '测试省', '学制', `${valueOf(facts, 'schoolingYears')}年`),
    pairs('专业名称', valueOf(facts, 'major')),
    pairs('学习形式', valueOf(facts, 'studyForm'), '毕结业结论', '毕业'),
    pairs('证书编号', valueOf(facts, 'diplomaNo')),
    pairs('院校负责人', '方致远'),
  ];
  placeHolder(page, facts);
  placeCode(page, facts, ruleTable(page, LEFT, 220 + 4 * ROW, WIDE, ROW, rows));
  markAsSample(page);
  return page;
}

/** 师承学习备案表: the apprentice's counterpart of the education record. */
export function drawApprenticeRecord(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layForm(pens, '传统医学师承学习备案表', '#3e5a39');
  const rows = [
    pairs('姓名', valueOf(facts, 'name'), '性别', valueOf(facts, 'sex')),
    pairs('跟师医疗机构', valueOf(facts, 'school')),
    pairs('学习专业', valueOf(facts, 'major'), '方式', valueOf(facts, 'studyForm')),
    pairs('指导老师', '梁守正', '职称', '主任医师'),
    pairs('起止时间', `${chineseDate(valueOf(facts, 'enrolledOn'))} 至 ${chineseDate(valueOf(facts, 'graduatedOn'))}`),
    pairs('公证书编号', '（9901）测证字第0017号'),
    pairs('出师证书编号', valueOf(facts, 'diplomaNo')),
  ];
  const below = ruleTable(page, LEFT, 240, WIDE, 62, rows);
  page.writeParagraph(LEFT, below + 60, WIDE, 22, '　　经审查，以上师承关系已经公证并在我局备案，出师考核成绩合格。', {});
  page.write(540, below + 230, 24, '测试市卫生健康委员会', { anchor: 'middle' });
  page.write(540, below + 276, 22, `${chineseDate(valueOf(facts, 'graduatedOn'))}12日`, { anchor: 'middle' });
  stampSeal(page, 700, below + 236, 100, '测试市卫生健康委员会');
  markAsSample(page);
  return page;
}

/** 学历认证受理单: the certification has been asked for and is not there yet. */
export function drawCertificationReceipt(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layForm(pens, '学历认证申请受理单', '#8a5a1c');
  const rows = [
    pairs('受理编号', `RZ${facts.examYear}0217${valueOf(facts, 'registrationNo').slice(-4)}`),
    pairs('申请人', valueOf(facts, 'name'), '性别', valueOf(facts, 'sex')),
    pairs('院校名称', valueOf(facts, 'school')),
    pairs('专业名称', valueOf(facts, 'major')),
    pairs('证书编号', valueOf(facts, 'diplomaNo')),
    pairs('受理日期', `${facts.examYear}年2月17日`, '预计完成', `${facts.examYear}年4月20日`),
    pairs('办理状态', '认证中'),
  ];
  const below = ruleTable(page, LEFT, 250, WIDE, 62, rows);
  page.writeParagraph(LEFT, below + 60, WIDE, 22, '　　您的学历认证申请已受理，正在向毕业院校核实。本受理单仅证明申请已提交，不能代替学历认证报告。认证完成后，请凭受理编号查询和下载报告。', {});
  page.box(LEFT + 470, 150, 270, 64, 'rx="8" fill="none" stroke="#b3541e" stroke-width="4"');
  page.write(LEFT + 605, 195, 34, '认证中', { bold: true, anchor: 'middle', fill: '#b3541e', spacing: 12 });
  page.write(540, below + 290, 24, '测试省学历认证服务中心', { anchor: 'middle' });
  stampSeal(page, 706, below + 286, 98, '测试省学历认证服务中心');
  markAsSample(page);
  return page;
}

function layForm(pens: PaperPens, title: string, colour: string): PaperPage {
  const page = new PaperPage(pens, 900, 1273);
  layPaper(page, '#fdfdfc', '#eeeeea');
  layWaves(page, colour, 0.06);
  page.box(0, 0, 900, 22, `fill="${colour}" fill-opacity="0.85"`);
  page.write(450, 120, 42, title, { bold: true, anchor: 'middle', spacing: 6, fill: colour });
  return page;
}

/** The holder's own rows, with the photo beside them. */
function placeHolder(page: PaperPage, facts: PaperFacts): void {
  const rows = [
    pairs('姓名', valueOf(facts, 'name')),
    pairs('性别', valueOf(facts, 'sex')),
    pairs('出生日期', chineseDate(valueOf(facts, 'birthDate'))),
    pairs('民族', valueOf(facts, 'nation')),
  ];
  ruleTable(page, LEFT, 220, WIDE - 196, ROW, rows);
  page.box(LEFT + WIDE - 196, 220, 196, 4 * ROW);
  page.add(portrait(facts.look, LEFT + WIDE - 180, 220 + (4 * ROW - 219) / 2, 164));
}

function placeCode(page: PaperPage, facts: PaperFacts, below: number): void {
  const code = `SAMPLE${valueOf(facts, 'diplomaNo').slice(-10)}`;
  drawQr(page, LEFT, below + 34, 130, code);
  page.write(LEFT + 156, below + 70, 20, '在线验证码', { fill: '#5a6068' });
  page.write(LEFT + 156, below + 106, 24, code, { bold: true, spacing: 2 });
  page.write(LEFT + 156, below + 144, 18, '本备案表为虚构样张，验证码不可查询', { fill: '#5a6068' });
}

