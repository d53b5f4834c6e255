import type { CitizenCard, ResidencePermitCard } from '../../domain/id-card';
import type { PaperFacts } from './paper-facts';
import { dottedDate } from './paper-facts';
import { markAsSample } from './paper-parts';
import { PaperPage, type PaperPens } from './paper-page';
import { portrait } from './portrait';

const WIDTH = 1120;
const HEIGHT = 730;
const LABEL = '#3d6d9c';

function cardOn({ card }: PaperFacts): CitizenCard | ResidencePermitCard {
  if (card?.kind !== 'citizen' && card?.kind !== 'J') throw new Error('this person has no such card');
  return card;
}

/** Front of the resident's card, or of the residence permit, which tells no nation: the person. */
export function drawIdFront(pens: PaperPens, facts: PaperFacts, nation: string): PaperPage {
  const card = cardOn(facts);
  const page = layCard(pens, '#e4eff5', '#f3ece2');
  const [year = '', month = '', day = ''] = (card.birthDate ?? '').split('-');
  const item = (x: number, y: number, label: string, value: string, fit = 300): void => {
    page.write(x, y, 27, label, { fill: LABEL });
    page.write(x + 86, y, 33, value, { fit });
  };
  item(110, 160, '姓名', card.name, 460);
  item(110, 236, '性别', card.sexCode === '1' ? '男' : '女');
  if (nation !== '') item(330, 236, '民族', nation, 240);
  item(110, 312, '出生', '');
  page.write(196, 312, 33, year);
  page.write(285, 312, 27, '年', { fill: LABEL });
  page.write(340, 312, 33, String(Number(month)));
  page.write(392, 312, 27, '月', { fill: LABEL });
  page.write(444, 312, 33, String(Number(day)));
  page.write(496, 312, 27, '日', { fill: LABEL });
  page.write(110, 388, 27, '住址', { fill: LABEL });
  page.writeParagraph(196, 388, 480, 31, card.address, { leading: 46 });
  page.write(110, 610, 27, '公民身份号码', { fill: LABEL });
  page.write(320, 612, 38, card.idNumber, { bold: true, spacing: 8 });
  page.add(portrait(facts.look, 730, 120, 292));
  markAsSample(page);
  return page;
}

/** Back of the card: who issued it, and until when it is valid. */
export function drawIdBack(pens: PaperPens, facts: PaperFacts): PaperPage {
  return drawBack(pens, facts, '居民身份证');
}

export function drawPermitBack(pens: PaperPens, facts: PaperFacts): PaperPage {
  const page = drawBack(pens, facts, '港澳台居民居住证');
  const card = cardOn(facts);
  if (card.kind === 'J') page.write(430, 468, 32, card.travelPermitNo);
  page.write(400, 468, 29, '通行证号码', { bold: true, anchor: 'end' });
  return page;
}

function drawBack(pens: PaperPens, facts: PaperFacts, title: string): PaperPage {
  const card = cardOn(facts);
  const page = layCard(pens, '#eef0ea', '#e3ecf3');
  page.add('<g fill="none" stroke="#6f8d7c" stroke-opacity="0.35" stroke-width="3"><path d="M60 560C190 430 270 500 380 440S600 330 720 420S930 380 1060 330"/><path d="M60 610C210 500 300 560 430 510S640 420 760 490S950 450 1060 410"/><path d="M60 500C180 380 260 430 350 390S560 270 700 350S900 300 1060 250"/></g>');
  page.add('<circle cx="176" cy="186" r="62" fill="none" stroke="#b4473f" stroke-width="5"/><circle cx="176" cy="186" r="50" fill="none" stroke="#b4473f" stroke-width="1.5"/>');
  page.write(176, 204, 48, '样', { bold: true, fill: '#b4473f', anchor: 'middle' });
  page.write(660, 176, 46, '测试培训专用样张', { bold: true, anchor: 'middle', spacing: 10 });
  page.write(660, 262, 62, title, { bold: true, anchor: 'middle', spacing: 26, fit: 780 });
  page.write(400, 540, 29, '签发机关', { bold: true, anchor: 'end' });
  page.write(430, 540, 32, card.authority);
  page.write(400, 612, 29, '有效期限', { bold: true, anchor: 'end' });
  page.write(430, 612, 32, `${dottedDate(card.validFrom)}-${dottedDate(card.validUntil)}`);
  markAsSample(page);
  return page;
}

/** A card with rounded corners on a table top. */
export function layCard(pens: PaperPens, from: string, to: string): PaperPage {
  const page = new PaperPage(pens, WIDTH, HEIGHT);
  page.add(`<defs><linearGradient id="card" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="0.55" stop-color="#f7f8f4"/><stop offset="1" stop-color="${to}"/></linearGradient>`);
  page.add(`<clipPath id="edge"><rect x="50" y="46" width="${WIDTH - 100}" height="${HEIGHT - 92}" rx="34"/></clipPath></defs>`);
  page.box(0, 0, WIDTH, HEIGHT, 'fill="#c9cdd2"');
  for (const spread of [14, 9, 5]) page.box(50 - spread, 48 - spread / 2, WIDTH - 100 + 2 * spread, HEIGHT - 90 + 1.6 * spread, `rx="${34 + spread}" fill="#000" fill-opacity="0.05"`);
  page.box(50, 46, WIDTH - 100, HEIGHT - 92, 'rx="34" fill="url(#card)"');
  const rays = Array.from({ length: 30 }, (_, i) => `M${60 + i * 36} 46q60 160 -20 320t40 320`).join('');
  page.add(`<path clip-path="url(#edge)" fill="none" stroke="#7aa7c4" stroke-opacity="0.16" stroke-width="2" d="${rays}"/>`);
  return page;
}
