import { fieldRows } from './draw-fields';
import { PHOTO_HEIGHT, PHOTO_WIDTH, drawPhoto } from './draw-photo';
import { drawQr } from './draw-qr';
import { drawConfirmation } from './draw-sheet-confirmation';
import type { Cell, CellLook } from './draw-table';
import { HEADING_HEIGHT, cell, drawHeading, drawRow, drawTable, factCells, headCells, heightOfRows, labelCell } from './draw-table';
import { drawTrainingMark } from './draw-training-mark';
import { BODY, CORRECTED_GROUND, ENGLISH, INK, LABEL, RULE, SMALL, SOFT_INK, TITLE, VALUE, VALUE_STRONG } from './palette';
import { Paper, mm } from './paper';
import type { Label } from './labels';
import type { PaperFonts } from './paper-font';
import type { CorrectionRow, SheetModel } from './sheet-model';
import type { TextStyle } from './paper-text';
import { addSignatureField } from './sign-pdf';

export interface SheetAssets {
  fonts: PaperFonts;
  /** The registration's photo, JPEG or PNG; null where there is none. */
  photo: Uint8Array | null;
}

const LABEL_WIDTH = 100;
const PHOTO_COLUMN = PHOTO_WIDTH + 14;
const QR_SIDE = mm(29);
const BESIDE_PHOTO = ['registration', 'person'];

/** The confirmation sheet as an A4 PDF that waits for its signature (`signPdf`). The same model and photo give the same bytes. */
export async function drawSheet(model: SheetModel, assets: SheetAssets): Promise<Uint8Array> {
  const signedAt = new Date(model.signedAt);
  const paper = new Paper(assets.fonts, {
    size: 'A4', margins: { top: mm(12), bottom: mm(19), side: mm(15) }, title: model.fileTitle, author: model.issuer, madeAt: signedAt,
  });
  paper.addPage();
  drawHead(paper, model);
  drawSections(paper, model, assets.photo);
  drawCorrections(paper, model.corrections);
  drawMaterials(paper, model);
  drawConfirmation(paper, model);
  drawProof(paper, model);
  return paper.finish((page, pages) => {
    drawFoot(paper, model, page, pages);
    if (model.training) drawTrainingMark(paper, model.training);
    if (page === pages) addSignatureField(paper, { name: model.issuer, reason: model.fileTitle, location: model.issuer, signedAt });
  });
}

function drawHead(paper: Paper, model: SheetModel): void {
  const { top, left, innerWidth } = paper;
  const middle = { to: 'centre', width: innerWidth } as const;
  const numbers = [['报名序号', 'Registration no.', model.registrationNo], ['表单版本', 'Sheet revision', `第 ${model.revision} 版`]] as const;
  numbers.forEach(([zh, en, value], i) => {
    const y = top + 6 + i * 34;
    paper.drawText(paper.set(zh, 110, LABEL), left, y);
    paper.drawText(paper.set(en, 110, ENGLISH), left + 38, y + 3);
    paper.drawText(paper.set(value, 120, { ...VALUE_STRONG, size: 11 }), left, y + 12);
  });
  paper.drawText(paper.set(model.exam, 260, { ...VALUE, size: 11 }), left, top + 5, middle);
  paper.drawText(paper.set('现场审核确认单', 300, TITLE), left, top + 21, middle);
  paper.drawText(paper.set('On-site Review Confirmation Sheet', 300, { ...ENGLISH, size: 8 }), left, top + 51, middle);
  if (model.training) paper.drawText(paper.set(`${model.training.zh}  ${model.training.en}`, 320, { ...VALUE_STRONG, size: 8 }), left, top + 65, middle);
  drawQr(paper, model.qr, { x: paper.right - QR_SIDE + 4, y: top - 3, width: QR_SIDE, height: QR_SIDE });
  paper.y = top + QR_SIDE + 1;
  paper.line(left, paper.y, paper.right, paper.y, INK, 1.4);
  paper.y += 3;
  const widths = paper.columns(150, 150, 110);
  drawRow(paper, model.places.flatMap((fact, i) => factCells(paper, fact, 54, (widths[i] ?? 0) - 54)));
  paper.y += 3;
}

function drawSections(paper: Paper, model: SheetModel, photo: Uint8Array | null): void {
  const start = paper.y;
  const width = paper.innerWidth - PHOTO_COLUMN;
  for (const section of model.sections.filter(({ id }) => BESIDE_PHOTO.includes(id))) {
    drawPart(paper, section.title, fieldRows(paper, section.fields, width, LABEL_WIDTH), width);
  }
  paper.y = Math.max(paper.y, start + PHOTO_HEIGHT + 8);
  const column = { x: paper.right - PHOTO_COLUMN, y: start, width: PHOTO_COLUMN, height: paper.y - start };
  drawPhoto(paper, { bytes: photo, watermark: model.watermark, column });
  for (const section of model.sections.filter(({ id }) => !BESIDE_PHOTO.includes(id))) {
    paper.y += 3;
    drawPart(paper, section.title, fieldRows(paper, section.fields, paper.innerWidth, LABEL_WIDTH));
  }
}

function drawPart(paper: Paper, title: Label, rows: readonly (readonly Cell[])[], width = paper.innerWidth): void {
  drawHeading(paper, title, rows.slice(0, 1), width);
  for (const row of rows) drawRow(paper, row);
}

function drawCorrections(paper: Paper, corrections: readonly CorrectionRow[]): void {
  if (corrections.length === 0) return;
  paper.y += 3;
  const widths = paper.columns(20, 90, 200, 200);
  const head = headCells(paper, widths, [['号', ''], ['字段', 'Field'], ['原值', 'Old value'], ['新值', 'New value']]);
  const groups = corrections.map((correction) => correctionRows(paper, correction, widths));
  drawHeading(paper, { zh: `更正记录（${corrections.length} 项）`, en: 'Corrections approved before signing' }, [head, ...(groups[0] ?? [])]);
  drawTable(paper, head, groups);
}

function correctionRows(paper: Paper, row: CorrectionRow, widths: readonly number[]): Cell[][] {
  const [number = 0, ...others] = widths;
  const texts: [text: string, style: TextStyle, look?: CellLook][] = [[row.field.zh, VALUE], [row.old, VALUE], [row.new, VALUE_STRONG, { ground: CORRECTED_GROUND }]];
  const values = texts.map(([text, style, look], i) => cell(paper, others[i] ?? 0, [{ text, style }], look));
  const grounds = { text: `证明材料 ${row.evidence}　${row.people}`, style: SMALL };
  const reason = cell(paper, paper.innerWidth - number, [{ text: `理由：${row.reason}`, style: BODY }, grounds]);
  return [[cell(paper, number, [{ text: String(row.number), style: VALUE }]), ...values], [cell(paper, number, []), reason]];
}

function drawMaterials(paper: Paper, model: SheetModel): void {
  paper.y += 3;
  const half = paper.columns(120, 40, 95, 120, 40, 95).slice(0, 3);
  const head = headCells(paper, half, [['材料', 'Paper'], ['图像', ''], ['审核意见', 'Decision']]);
  const cells = model.materials.map((row) => [
    cell(paper, half[0] ?? 0, [{ text: row.name.zh, style: VALUE }]),
    cell(paper, half[1] ?? 0, [{ text: row.images > 0 ? `${row.images} 幅` : '—', style: VALUE }]),
    cell(paper, half[2] ?? 0, [{ text: row.decision.zh, style: VALUE }]),
  ]);
  const empty = half.map((width) => cell(paper, width, []));
  const pairs = cells.flatMap((row, i) => (i % 2 === 0 ? [[...row, ...(cells[i + 1] ?? empty)]] : []));
  drawHeading(paper, { zh: `材料清单（${model.materials.length} 种）`, en: 'Papers and decisions' }, [head, ...pairs.slice(0, 1)]);
  drawTable(paper, [...head, ...head], pairs.map((pair) => [pair]));
}

function drawProof(paper: Paper, model: SheetModel): void {
  const [left, right] = [150, paper.innerWidth - 150];
  paper.y += 6;
  const proof = model.proof.map((fact) => factCells(paper, fact, left, right, { ...VALUE, size: 7.5 }));
  paper.keep(HEADING_HEIGHT + heightOfRows(proof));
  drawPart(paper, { zh: '封存与核对', en: 'Seal: the values by which anyone can check this paper' }, proof);
  paper.y += 3;
  const details = model.details.map(({ label, value }) => [labelCell(paper, left, label, SMALL, SMALL), cell(paper, right, [{ text: value, style: SMALL }], { base: SMALL })]);
  drawPart(paper, { zh: '内容明细', en: 'Content details, with the SHA-256 of every image' }, details);
}

function drawFoot(paper: Paper, model: SheetModel, page: number, pages: number): void {
  const y = paper.height - mm(15.5);
  const small = { ...SMALL, color: SOFT_INK };
  paper.line(paper.left, y, paper.right, y, RULE, 0.5);
  paper.drawText(paper.set(`报名序号 ${model.registrationNo}　第 ${model.revision} 版　内容摘要 ${model.contentDigest.slice(0, 16)}…`, paper.innerWidth, small), paper.left, y + 3);
  paper.drawText(paper.set(`第 ${page} 页，共 ${pages} 页  Page ${page}/${pages}`, paper.innerWidth, small), paper.left, y + 3, { to: 'right', width: paper.innerWidth });
}
