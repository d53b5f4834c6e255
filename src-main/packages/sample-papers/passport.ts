import type { SamplePassport } from '../sample-candidate';
import { dottedDate, valueOf, type PaperFacts } from './paper-facts';
import { PaperPage, type PaperPens } from './paper-page';
import { markAsSample } from './paper-parts';
import { portrait } from './portrait';

const WIDTH = 1250;
const HEIGHT = 880;
const LABEL = '#7a4a52';

function passportOn({ passport }: PaperFacts): SamplePassport {
  if (passport === null) throw new Error('this person has no passport');
  return passport;
}

function layPage(pens: PaperPens, tint: string): PaperPage {
  const page = new PaperPage(pens, WIDTH, HEIGHT);
  page.box(0, 0, WIDTH, HEIGHT, 'fill="#c9cdd2"');
  page.box(30, 30, WIDTH - 60, HEIGHT - 60, `rx="22" fill="${tint}"`);
  const waves = Array.from({ length: 22 }, (_, i) => `M40 ${70 + i * 36}q150 -40 300 0t300 0t300 0t270 0`).join('');
  page.add(`<path fill="none" stroke="#b98a92" stroke-opacity="0.16" stroke-width="2" d="${waves}"/>`);
  return page;
}

function item(page: PaperPage, [x, y]: readonly [number, number], label: string, value: string): void {
  page.write(x, y, 20, label, { fill: LABEL });
  page.write(x, y + 36, 30, value, { fit: 460 });
}

/** The page with the person and the two lines that machines read. */
export function drawPassportPage(pens: PaperPens, facts: PaperFacts): PaperPage {
  const passport = passportOn(facts);
  const page = layPage(pens, '#f7efe9');
  page.write(80, 98, 36, '护照 PASSPORT', { bold: true });
  page.write(1170, 98, 30, passport.country, { bold: true, anchor: 'end' });
  page.add(portrait(facts.look, 80, 140, 300));
  item(page, [430, 160], '护照号码 / Passport No.', passport.number);
  item(page, [430, 240], '姓 / Surname', passport.surname);
  item(page, [430, 320], '名 / Given names', passport.givenNames);
  page.write(430, 428, 26, valueOf(facts, 'name'), { fill: LABEL });
  item(page, [430, 470], '国籍 / Nationality', `${valueOf(facts, 'nationality')} / ${passport.country}`);
  item(page, [830, 470], '性别 / Sex', passport.sex === 'M' ? '男 / M' : '女 / F');
  item(page, [430, 550], '出生日期 / Date of birth', passport.birthDate);
  item(page, [830, 550], '有效期至 / Date of expiry', passport.validUntil);
  const [first = '', second = ''] = passport.lines.split('\n');
  page.box(40, 690, WIDTH - 80, 140, 'fill="#fbf8f4"');
  for (const [line, y] of [[first, 746], [second, 806]] as const) writeEvenly(page, line, y);
  markAsSample(page);
  return page;
}

/** Every sign has the same room, as in the type that machines read. */
function writeEvenly(page: PaperPage, line: string, y: number): void {
  [...line].forEach((sign, i) => page.write(80 + i * 24.9, y, 34, sign, { anchor: 'middle' }));
}

/** A page behind it: the leave to stay. */
export function drawPassportStay(pens: PaperPens, facts: PaperFacts): PaperPage {
  const passport = passportOn(facts);
  const page = layPage(pens, '#eef2ec');
  page.write(WIDTH / 2, 130, 44, '外国人居留许可（样张）', { bold: true, anchor: 'middle', spacing: 8 });
  item(page, [140, 250], '姓名 / Name', `${passport.surname} ${passport.givenNames}`);
  item(page, [140, 350], '护照号码 / Passport No.', passport.number);
  item(page, [140, 450], '居留事由 / Purpose', '学习、实习');
  item(page, [140, 550], '有效期至 / Valid until', dottedDate(passport.validUntil));
  page.write(140, 720, 26, '签发机关：测试市公安局出入境管理部门');
  markAsSample(page);
  return page;
}
