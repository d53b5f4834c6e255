import { chineseDate, valueOf, type PaperFacts } from './paper-facts';
import { layFrame, layPaper, layWaves, markAsSample, signAs, stampSeal } from './paper-parts';
import { PaperPage, type PaperPens } from './paper-page';
import { portrait } from './portrait';

/** 毕业证书: landscape, photo on the left, running text on the right. */
export function drawDiploma(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layCertificate(pens, '#9a7b3c', '#b98a3d');
  const level = valueOf(facts, 'educationLevel');
  page.write(636, 150, 36, '普通高等学校', { anchor: 'middle', spacing: 14, fill: '#6b5526' });
  page.write(636, 238, 70, '毕业证书', { bold: true, anchor: 'middle', spacing: 44, fill: '#a02722' });
  placePhoto(page, facts, 128, 300);
  const text = `学生${valueOf(facts, 'name')}，性别${valueOf(facts, 'sex')}，${chineseDate(valueOf(facts, 'birthDate'))}生，于${chineseDate(valueOf(facts, 'enrolledOn'))}至${chineseDate(valueOf(facts, 'graduatedOn'))}在本校${valueOf(facts, 'major')}专业学习，学制${valueOf(facts, 'schoolingYears')}年，学习形式为${valueOf(facts, 'studyForm')}，${level === '硕士' ? '完成研究生培养计划' : `修完${level}教学计划`}规定的全部课程，成绩合格，准予毕业。`;
  page.writeParagraph(420, 336, 740, 31, `　　${text}`, { leading: 58 });
  page.write(420, 706, 29, `学校：${valueOf(facts, 'school')}`, { bold: true });
  page.write(420, 762, 26, `学历层次：${level}`);
  page.write(820, 706, 26, '校长：');
  signAs(page, 900, 708, 38, '方致远');
  page.write(820, 762, 26, `${chineseDate(valueOf(facts, 'graduatedOn'))}28日`);
  page.write(128, 762, 22, '证书编号', { fill: '#6b5526' });
  page.write(128, 798, 24, valueOf(facts, 'diplomaNo'), { bold: true });
  stampSeal(page, 1096, 712, 98, valueOf(facts, 'school'));
  markAsSample(page);
  return page;
}

/** 学位证书. */
export function drawDegree(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layCertificate(pens, '#7a2f3a', '#a5565f');
  page.write(636, 200, 66, `${valueOf(facts, 'degree')}学位证书`, { bold: true, anchor: 'middle', spacing: 24, fill: '#7a2f3a' });
  placePhoto(page, facts, 128, 290);
  const text = `${valueOf(facts, 'name')}，${valueOf(facts, 'sex')}，${chineseDate(valueOf(facts, 'birthDate'))}生。在${valueOf(facts, 'school')}${valueOf(facts, 'major')}学科已通过${valueOf(facts, 'degree')}学位的课程考试和论文答辩，成绩合格。根据有关规定，授予医学${valueOf(facts, 'degree')}学位。`;
  page.writeParagraph(420, 340, 740, 32, `　　${text}`, { leading: 64 });
  page.write(420, 720, 28, `${valueOf(facts, 'school')} 学位评定委员会`, { bold: true });
  page.write(420, 776, 26, `${chineseDate(valueOf(facts, 'graduatedOn'))}30日`);
  page.write(128, 776, 22, `证书编号 ${valueOf(facts, 'diplomaNo').slice(0, 10)}S`);
  stampSeal(page, 1050, 706, 104, valueOf(facts, 'school'), 6);
  markAsSample(page);
  return page;
}

/** 传统医学师承出师证书: stands where others have a diploma. */
export function drawApprenticeCertificate(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = layCertificate(pens, '#4f6b4a', '#7d9873');
  page.write(636, 210, 58, '传统医学师承出师证书', { bold: true, anchor: 'middle', spacing: 14, fill: '#3e5a39' });
  placePhoto(page, facts, 128, 290);
  const text = `${valueOf(facts, 'name')}，${valueOf(facts, 'sex')}，${chineseDate(valueOf(facts, 'birthDate'))}生，${valueOf(facts, 'educationLevel')}文化程度，于${chineseDate(valueOf(facts, 'enrolledOn'))}至${chineseDate(valueOf(facts, 'graduatedOn'))}在${valueOf(facts, 'school')}以${valueOf(facts, 'studyForm')}方式学习${valueOf(facts, 'major')}，为期${valueOf(facts, 'schoolingYears')}年，经出师考核合格，准予出师。`;
  page.writeParagraph(420, 340, 740, 31, `　　${text}`, { leading: 60 });
  page.write(420, 706, 28, '发证机关：测试省中医药管理局', { bold: true });
  page.write(420, 762, 26, `${chineseDate(valueOf(facts, 'graduatedOn'))}20日`);
  page.write(128, 762, 22, '证书编号', { fill: '#3e5a39' });
  page.write(128, 798, 24, valueOf(facts, 'diplomaNo'), { bold: true });
  stampSeal(page, 1050, 700, 104, '测试省中医药管理局');
  markAsSample(page);
  return page;
}

/** Landscape sheet with a woven frame. */
export function layCertificate(pens: PaperPens, frame: string, waves: string): PaperPage {
  const page = new PaperPage(pens, 1273, 900);
  layPaper(page, '#fdfaf1', '#f0e8d6');
  layWaves(page, waves, 0.14);
  layFrame(page, frame);
  return page;
}

export function placePhoto(page: PaperPage, facts: PaperFacts, x: number, y: number, width = 222): void {
  page.box(x - 5, y - 5, width + 10, (width * 4) / 3 + 10, 'fill="#fff" stroke="#a8a294" stroke-width="1.5"');
  page.add(portrait(facts.look, x, y, width));
}
