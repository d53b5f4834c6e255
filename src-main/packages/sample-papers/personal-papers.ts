import { SAMPLE_FORMER_NAME } from '../sample-characters';
import { chineseDate, valueOf, type PaperFacts } from './paper-facts';
import { layPaper, markAsSample, signAs, stampSeal } from './paper-parts';
import { PaperPage, type PaperPens } from './paper-page';

const LEFT = 90;
const WIDE = 720;

/** 应届毕业生报考承诺书. */
export function drawGraduateCommitment(pens: PaperPens, facts: PaperFacts): PaperPage {
  return drawCommitment(pens, facts, '应届医学专业毕业生报考承诺书', [
    `　　本人${valueOf(facts, 'name')}，于${chineseDate(valueOf(facts, 'graduatedOn'))}毕业于${valueOf(facts, 'school')}${valueOf(facts, 'major')}专业，自${chineseDate(valueOf(facts, 'trialFrom'))}起在${valueOf(facts, 'trialUnit')}试用。`,
    `　　本人承诺试用期满至${chineseDate(valueOf(facts, 'trialTo'))}，并在规定时间内向考点补交试用期考核合格证明。逾期未交或者考核不合格的，本人自愿接受取消考试资格的处理。`,
  ]);
}

/** 学历认证补交承诺书. */
export function drawPendingCommitment(pens: PaperPens, facts: PaperFacts): PaperPage {
  return drawCommitment(pens, facts, '学历认证报告补交承诺书', [
    `　　本人${valueOf(facts, 'name')}，${valueOf(facts, 'school')}${valueOf(facts, 'major')}专业毕业，毕业证书编号${valueOf(facts, 'diplomaNo')}。学历认证已申请受理，报告尚未出具。`,
    `　　本人承诺于${facts.examYear}年4月30日前补交学历认证报告。逾期未交，或者认证结果与报名信息不一致的，本人同意本次报名作废，并自行承担一切后果。`,
  ]);
}

/** 曾用名证明 of the police station. */
export function drawFormerName(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layLetter(pens, '曾用名证明');
  const paragraphs = [
    `　　兹证明${valueOf(facts, 'name')}，${valueOf(facts, 'sex')}，${valueOf(facts, 'nation')}，${chineseDate(valueOf(facts, 'birthDate'))}出生，公民身份号码${valueOf(facts, 'idNumber')}。`,
    `　　经查户籍档案，该人曾用名“${SAMPLE_FORMER_NAME}”，于${facts.examYear - 1}年9月3日经批准变更姓名为“${valueOf(facts, 'name')}”，“${SAMPLE_FORMER_NAME}”与“${valueOf(facts, 'name')}”为同一人。`,
    '　　特此证明。',
  ];
  const y = writeAll(page, paragraphs);
  page.write(580, y + 150, 27, '测试市公安局示例派出所', { anchor: 'middle' });
  page.write(580, y + 206, 25, `${facts.examYear}年1月22日`, { anchor: 'middle' });
  stampSeal(page, 736, y + 156, 104, '测试市公安局示例派出所');
  markAsSample(page);
  return page;
}

function drawCommitment(pens: PaperPens, facts: PaperFacts, title: string, paragraphs: readonly string[]): PaperPage {
  const page = layLetter(pens, title);
  page.write(LEFT, 300, 27, '测试考点：');
  const y = writeAll(page, paragraphs, 366);
  page.write(LEFT, y + 50, 25, `身份证号：${valueOf(facts, 'idNumber')}`);
  page.write(430, y + 160, 27, '承诺人（签名）：');
  signAs(page, 640, y + 164, 44, valueOf(facts, 'name'));
  page.line(626, y + 178, 800, y + 178);
  page.write(430, y + 230, 27, `日期：${facts.examYear}年2月19日`);
  markAsSample(page);
  return page;
}

function layLetter(pens: PaperPens, title: string): PaperPage {
  const page = new PaperPage(pens, 900, 1273);
  layPaper(page, '#fdfdfb', '#edebe6');
  page.write(450, 190, 42, title, { bold: true, anchor: 'middle', spacing: 6, fit: 760 });
  return page;
}

function writeAll(page: PaperPage, paragraphs: readonly string[], from = 320): number {
  return paragraphs.reduce((y, paragraph) => page.writeParagraph(LEFT, y, WIDE, 27, paragraph, { leading: 58 }) + 12, from);
}
