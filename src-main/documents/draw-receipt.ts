import { drawQr } from './draw-qr';
import { cell, drawRow, factCells } from './draw-table';
import { drawTrainingMark } from './draw-training-mark';
import { BODY, ENGLISH, INK, LABEL, SMALL, SOFT_INK, TITLE, VALUE, VALUE_STRONG } from './palette';
import { Paper, mm } from './paper';
import type { PaperFonts } from './paper-font';
import type { ReceiptModel } from './receipt-model';

const LABEL_WIDTH = 76;
const QR_SIDE = mm(29);
const RESULT = { ...VALUE_STRONG, size: 13 };

/** The candidate's receipt as an A5 PDF. The same model gives the same bytes. */
export async function drawReceipt(model: ReceiptModel, fonts: PaperFonts): Promise<Uint8Array> {
  const paper = new Paper(fonts, {
    size: 'A5', margins: { top: mm(10), bottom: mm(14), side: mm(11) }, title: model.fileTitle, author: model.issuer, madeAt: new Date(model.madeAt),
  });
  paper.addPage();
  drawHead(paper, model);
  drawFacts(paper, model);
  drawNext(paper, model);
  return paper.finish((page, pages) => {
    const small = { ...SMALL, color: SOFT_INK };
    const across = { to: 'right', width: paper.innerWidth } as const;
    paper.drawText(paper.set(`第 ${page} 页，共 ${pages} 页  Page ${page}/${pages}`, paper.innerWidth, small), paper.left, paper.height - mm(10), across);
    if (model.training) drawTrainingMark(paper, model.training);
  });
}

function drawHead(paper: Paper, model: ReceiptModel): void {
  const { left, top } = paper;
  paper.drawText(paper.set(model.exam, 240, { ...VALUE, size: 10 }), left, top + 4);
  paper.drawText(paper.set('现场审核回执', 240, { ...TITLE, size: 19 }), left, top + 19);
  paper.drawText(paper.set('Receipt of the On-site Review', 240, { ...ENGLISH, size: 7.5 }), left, top + 46);
  if (model.training) paper.drawText(paper.set(`${model.training.zh}  ${model.training.en}`, 270, { ...VALUE_STRONG, size: 8 }), left, top + 60);
  drawQr(paper, model.qr, { x: paper.right - QR_SIDE + 4, y: top - 4, width: QR_SIDE, height: QR_SIDE });
  paper.y = top + QR_SIDE;
  paper.line(left, paper.y, paper.right, paper.y, INK, 1.4);
  paper.y += 4;
}

function drawFacts(paper: Paper, model: ReceiptModel): void {
  const half = paper.innerWidth / 2;
  drawRow(paper, factCells(paper, { label: { zh: '审核结果', en: 'Result' }, value: `${model.result.zh}  ${model.result.en}` }, LABEL_WIDTH, paper.innerWidth - LABEL_WIDTH, RESULT));
  let waiting: (typeof model.facts)[number] | null = null;
  for (const fact of model.facts) {
    const fits = paper.widthOf(fact.value, VALUE) < half - LABEL_WIDTH - 10;
    if (waiting && fits) drawRow(paper, [waiting, fact].flatMap((one) => factCells(paper, one, LABEL_WIDTH, half - LABEL_WIDTH)));
    else if (waiting) drawRow(paper, factCells(paper, waiting, LABEL_WIDTH, paper.innerWidth - LABEL_WIDTH));
    if (!fits) drawRow(paper, factCells(paper, fact, LABEL_WIDTH, paper.innerWidth - LABEL_WIDTH));
    waiting = waiting === null && fits ? fact : null;
  }
  if (waiting) drawRow(paper, factCells(paper, waiting, LABEL_WIDTH, paper.innerWidth - LABEL_WIDTH));
  for (const fact of model.lists) drawRow(paper, factCells(paper, fact, LABEL_WIDTH, paper.innerWidth - LABEL_WIDTH));
}

function drawNext(paper: Paper, model: ReceiptModel): void {
  paper.y += 6;
  drawRow(paper, [cell(paper, paper.innerWidth, [{ text: '后续事项', style: VALUE_STRONG }, { text: model.next, style: BODY }])]);
  paper.y += 6;
  paper.keep(64);
  const middle = { to: 'centre', width: paper.innerWidth } as const;
  paper.drawText(paper.set('回执码 Receipt code', paper.innerWidth, LABEL), paper.left, paper.y, middle);
  paper.drawText(paper.set(model.code, paper.innerWidth, { ...VALUE_STRONG, size: 18 }), paper.left, paper.y + 11, middle);
  paper.y += 42;
  const tiny = { ...SMALL, size: 6.5, color: SOFT_INK };
  for (const { label, value } of model.proof) {
    const text = paper.set(`${label.zh} ${label.en}  ${value}`, paper.innerWidth, tiny);
    paper.drawText(text, paper.left, paper.y);
    paper.y += text.lines.length * 9.5;
  }
}
