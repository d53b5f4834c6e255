import type { CodeTables } from '../../domain/code-tables';
import type { PaperKind, SampleCandidate, SamplePaper } from '../sample-candidate';
import { drawApprenticeCertificate, drawDegree, drawDiploma } from './diploma';
import { drawApprenticeRecord, drawCertificationReceipt, drawEducationRecord } from './education-record';
import { drawForeignerBack, drawForeignerFront } from './foreigner-card';
import { drawIdBack, drawIdFront, drawPermitBack } from './identity-card';
import { drawNotice } from './notice';
import type { PaperFacts } from './paper-facts';
import { PaperPage, type PaperPens } from './paper-page';
import { drawPassportPage, drawPassportStay } from './passport';
import { drawFormerName, drawGraduateCommitment, drawPendingCommitment } from './personal-papers';
import { drawAssistantCertificate, drawPracticeCertificate, drawPracticeChanges } from './physician-certificates';
import { portrait } from './portrait';
import { drawLicence, drawMilitaryConsent, drawTrial, drawUnitMoved, drawUnitRenamed } from './unit-papers';

type Draw = (pens: PaperPens, facts: PaperFacts, nation: string) => PaperPage;

const DRAWINGS: Readonly<Record<PaperKind, Draw>> = {
  idFront: drawIdFront, idBack: drawIdBack, permitBack: drawPermitBack, foreignerFront: drawForeignerFront, foreignerBack: drawForeignerBack,
  passportPage: drawPassportPage, passportStay: drawPassportStay, notice: drawNotice, diploma: drawDiploma, education: drawEducationRecord, degree: drawDegree, trial: drawTrial,
  licence: drawLicence, assistantCertificate: drawAssistantCertificate, practiceCertificate: drawPracticeCertificate, practiceChanges: drawPracticeChanges,
  graduateCommitment: drawGraduateCommitment, pendingCommitment: drawPendingCommitment, formerName: drawFormerName, unitRenamed: drawUnitRenamed,
  unitMoved: drawUnitMoved, apprenticeCertificate: drawApprenticeCertificate, apprenticeRecord: drawApprenticeRecord,
  certificationReceipt: drawCertificationReceipt, militaryConsent: drawMilitaryConsent,
};

/** A phone's picture has this many times the pixels a side. */
const PHONE_SCALE = 2.2;

/** The paper as SVG, in the size it is to have as an image. */
export function drawPaper(pens: PaperPens, candidate: SampleCandidate, paper: SamplePaper, examYear: number, tables: CodeTables): string {
  const category = tables.categories.find((each) => each.code === paper.shows.category)?.name ?? '';
  const { card, passport, look } = candidate;
  const nation = card?.kind === 'citizen' ? (tables.nations.find((each) => each.code === card.nationCode)?.short ?? '') : '';
  const facts: PaperFacts = { shows: paper.shows, card, passport, look, examYear, category };
  const svg = DRAWINGS[paper.kind](pens, facts, nation).toSvg();
  if (paper.scan === 'large') return scaled(svg, PHONE_SCALE);
  return paper.scan === 'blurred' ? blurred(svg) : svg;
}

/** The registration photo, small two-inch at 413 × 551 pixels. */
export function drawPhoto(pens: PaperPens, candidate: SampleCandidate): string {
  const page = new PaperPage(pens, 413, 551);
  page.add(portrait(candidate.look, 0, 0, 413));
  page.write(206, 540, 15, '样张 SAMPLE', { anchor: 'middle', fill: '#9aa3ad' });
  return page.toSvg();
}

function scaled(svg: string, scale: number): string {
  return svg.replace(/ width="(\d+)" height="(\d+)" viewBox/, (_, width: string, height: string) => ` width="${Math.round(Number(width) * scale)}" height="${Math.round(Number(height) * scale)}" viewBox`);
}

function blurred(svg: string): string {
  const open = svg.indexOf('>') + 1;
  return `${svg.slice(0, open)}<defs><filter id="shake" x="0" y="0" width="1" height="1"><feGaussianBlur stdDeviation="5 2.5"/></filter></defs><g filter="url(#shake)">${svg.slice(open, -'</svg>'.length)}</g></svg>`;
}
