import { drawInk } from './draw-ink';
import type { Cell } from './draw-table';
import { cell, drawHeading, drawRow, drawTable, factCells, headCells } from './draw-table';
import { BODY, BODY_STRONG, ENGLISH, LABEL, RULE, SMALL, SOFT_INK, VALUE, VALUE_STRONG } from './palette';
import type { Paper } from './paper';
import { mm } from './paper';
import { readableTime } from './readable-time';
import type { SheetModel } from './sheet-model';

const SIGNATURE_HEIGHT = mm(47);
/** Diameter of a public institution's round seal. */
const SEAL_DIAMETER = mm(42);
const PERSON_HEIGHT = 25;

/** Identity, declaration, the rule of finality, signature and seal: on one page, so that nobody signs beside another text. */
export function drawConfirmation(paper: Paper, model: SheetModel): void {
  const declaration = cell(paper, paper.innerWidth, [{ text: model.declaration, style: BODY }]);
  const finality = cell(paper, paper.innerWidth, [{ text: model.finality.zh, style: BODY_STRONG }, { text: model.finality.en, style: { ...ENGLISH, size: 7 } }]);
  paper.y += 4;
  paper.keep(90 + declaration.height + finality.height + SIGNATURE_HEIGHT + 26 * (model.people.length + 1));
  drawOutcome(paper, model);
  paper.y += 4;
  drawHeading(paper, { zh: '考生声明', en: "Candidate's declaration" }, [[declaration]]);
  drawRow(paper, [declaration]);
  drawRow(paper, [finality]);
  drawSignatureAndSeal(paper, model);
  drawPeople(paper, model);
}

function drawOutcome(paper: Paper, model: SheetModel): void {
  drawHeading(paper, { zh: '身份核验与审核结论', en: 'Identity check and outcome' }, []);
  const facts = [...model.identity, { label: { zh: '审核结论', en: 'Outcome' }, value: '考点通过 passed by the site' }];
  const half = paper.innerWidth / 2;
  for (let i = 0; i < facts.length; i += 2) {
    const pair = facts.slice(i, i + 2);
    drawRow(paper, pair.flatMap((fact) => factCells(paper, fact, 84, (pair.length === 1 ? paper.innerWidth : half) - 84, fact.label.en === 'Outcome' ? VALUE_STRONG : VALUE)));
  }
}

function drawSignatureAndSeal(paper: Paper, model: SheetModel): void {
  paper.keep(SIGNATURE_HEIGHT);
  const { left, y } = paper;
  const hand = { x: left, y, width: paper.innerWidth - mm(62), height: SIGNATURE_HEIGHT };
  const seal = { x: hand.x + hand.width, y, width: mm(62), height: SIGNATURE_HEIGHT };
  paper.frame(hand, RULE, 0.5);
  paper.frame(seal, RULE, 0.5);
  paper.drawText(paper.set('考生签名', 100, LABEL), left + 4, y + 3);
  paper.drawText(paper.set("Candidate's signature", 100, ENGLISH), left + 42, y + 6);
  if (model.signature) drawInk(paper, model.signature, { x: left + 34, y: y + 20, width: hand.width - 68, height: SIGNATURE_HEIGHT - 44 });
  if (model.inkCapture) drawInkCapture(paper, model.inkCapture, left + 34, y + 40, hand.width - 68);
  paper.drawText(paper.set(`签字时间 ${readableTime(model.signedAt)}`, hand.width - 8, BODY), left + 4, y + SIGNATURE_HEIGHT - 16);
  paper.pdf.dash(2.5, { space: 2.5 }).lineWidth(0.6).circle(seal.x + seal.width / 2, y + SIGNATURE_HEIGHT / 2, SEAL_DIAMETER / 2).stroke(SOFT_INK).undash();
  const middle = { to: 'centre', width: seal.width } as const;
  paper.drawText(paper.set('考点公章', seal.width, { ...LABEL, color: SOFT_INK }), seal.x, y + SIGNATURE_HEIGHT / 2 - 10, middle);
  paper.drawText(paper.set('Seal of the site', seal.width, ENGLISH), seal.x, y + SIGNATURE_HEIGHT / 2 + 3, middle);
  paper.y += SIGNATURE_HEIGHT;
}

function drawInkCapture(paper: Paper, digest: string, x: number, y: number, width: number): void {
  paper.drawText(paper.set(`考生已在本版纸质确认单上签名，扫描件摘要：\n${digest}`, width, SMALL), x, y);
}

function drawPeople(paper: Paper, model: SheetModel): void {
  const widths = paper.columns(120, 130, 110, 150);
  const head = headCells(paper, widths, [['审核人员', 'Role'], ['姓名', 'Name'], ['记录中的编号', 'ID in the record'], ['签章', 'Signature or name seal']]);
  const rows = model.people.map((person): Cell[] => {
    const parts = [[{ text: `${person.role.zh} ${person.role.en}`, style: VALUE }], [{ text: person.name, style: VALUE_STRONG }], [{ text: person.id, style: SMALL }], []];
    return parts.map((part, i) => cell(paper, widths[i] ?? 0, part, { minHeight: PERSON_HEIGHT }));
  });
  drawTable(paper, head, rows.map((row) => [row]));
}
