import { describe, expect, it } from 'vitest';
import type { FieldCheck, MaterialDecision } from '../../src-main/domain/case-record';
import { circumstancesOf, requiredMaterials } from '../../src-main/domain/conditions';
import type { FieldKey } from '../../src-main/domain/fields';
import { fontFiles } from '../../src-main/documents/fonts';
import { TextOutline, type TextPlace } from '../../src-main/images/text-outline';
import type { SampleCandidate, SamplePaper } from '../../src-main/packages/sample-candidate';
import { sampleCandidate } from '../../src-main/packages/sample-candidates';
import { drawPaper, drawPhoto } from '../../src-main/packages/sample-papers/draw-paper';
import { chineseDate } from '../../src-main/packages/sample-papers/paper-facts';
import { tables } from '../support/default-policy';

const EXAM_YEAR = 2026;
const policy = tables.policyDefaults;
const people = Array.from({ length: 32 }, (_, index) => sampleCandidate(index, { examYear: EXAM_YEAR, seed: 1, nations: tables.nations }));
const at = '2026-03-01T09:00:00+08:00';

/** A font that remembers what was written with it. */
class RememberingOutline extends TextOutline {
  static written: string[] = [];

  override path(text: string, place: TextPlace): string {
    RememberingOutline.written.push(text);
    return super.path(text, place);
  }
}

const files = fontFiles('resources');
const pens = { regular: new RememberingOutline(files.regular), bold: new RememberingOutline(files.bold) };

function writtenOn(candidate: SampleCandidate, paper: SamplePaper): string {
  RememberingOutline.written = [];
  drawPaper(pens, candidate, paper, EXAM_YEAR, tables);
  return RememberingOutline.written.join('');
}

/** What a card says by being one, without a word. */
const UNSPOKEN: readonly FieldKey[] = ['idType', 'nationality'];

function comparedOn(paper: SamplePaper): FieldKey[] {
  const rule = policy.materials[paper.code];
  return [...(rule?.proves ?? []), ...(rule?.alsoShows ?? [])].filter((field) => policy.fields[field]?.compare && !UNSPOKEN.includes(field));
}

function differences(candidate: SampleCandidate): string[] {
  const found = candidate.papers.flatMap((paper) => comparedOn(paper).filter((field) => paper.shows[field] !== candidate.registered[field]).map((field) => `${paper.code}.${field}`));
  return [...new Set(found)];
}

describe('what is written on the papers', () => {
  it.each(people.map((each) => [each.registrationNo, each] as const))('of %s is every value that is compared there', (_no, candidate) => {
    for (const [code, images] of Map.groupBy(candidate.papers, (paper) => paper.code)) {
      const text = images.map((image) => writtenOn(candidate, image)).join('');
      for (const [field, value] of images.flatMap((image) => comparedOn(image).map((each) => [each, image.shows[each] ?? ''] as const))) {
        const forms = [value, chineseDate(value), value.replace(/族$/, '')];
        expect(forms.some((form) => text.includes(form)), `${code} shows ${field} ${value}`).toBe(true);
      }
    }
  });

  it('can be drawn: the font has every character of it', () => {
    RememberingOutline.written = [];
    for (const candidate of people) for (const paper of candidate.papers) drawPaper(pens, candidate, paper, EXAM_YEAR, tables);
    const characters = new Set(RememberingOutline.written.join(''));
    expect([...characters].filter((character) => !pens.regular.covers(character.codePointAt(0) ?? 0) || !pens.bold.covers(character.codePointAt(0) ?? 0))).toEqual([]);
  });

  it('says on every image that it is a sample', () => {
    for (const candidate of people) {
      for (const paper of candidate.papers) expect(writtenOn(candidate, paper)).toContain('样张 SAMPLE');
      RememberingOutline.written = [];
      drawPhoto(pens, candidate);
      expect(RememberingOutline.written).toContain('样张 SAMPLE');
    }
  });

  it('needs no font of the system', () => {
    for (const candidate of people) for (const paper of candidate.papers) expect(drawPaper(pens, candidate, paper, EXAM_YEAR, tables)).not.toMatch(/<text|font-family/);
  });
});

describe('papers and registration', () => {
  const differing = new Map(people.map((each) => [each.situation, differences(each)]));

  it('differ where the story says so, and nowhere else', () => {
    expect(Object.fromEntries([...differing].filter(([, fields]) => fields.length > 0))).toEqual({
      unitRenamed: ['LICENCE.workUnit', 'UNIT_PROOF.workUnit'],
      unitMoved: ['LICENCE.workUnit', 'UNIT_PROOF.workUnit'],
      middleDot: ['DIPLOMA.name'],
      untypedCharacter: ['ID.name', 'DIPLOMA.name', 'EDU.name', 'TRIAL.name'],
      formerName: ['DIPLOMA.name', 'EDU.name'],
    });
  });

  it('name one card: the ID images show what its chip says', () => {
    for (const candidate of people) {
      const { card, passport } = candidate;
      const front = candidate.papers.find(({ code, n }) => code === 'ID' && n === 1) ?? expect.fail('no front');
      const shown = passport === null ? [card?.name, card?.idNumber] : [passport.number, passport.surname, passport.givenNames];
      for (const text of shown) expect(writtenOn(candidate, front)).toContain(text);
    }
  });
});

describe('the bag of papers', () => {
  const differs: FieldCheck = { id: 'c', field: 'name', material: 'DIPLOMA', value: '孙静宜', result: 'differs', how: 'single', note: null, by: 's', at };
  const pending: MaterialDecision = { id: 'd', code: 'EDU', decision: 'acceptedWithCommitment', finding: 'certificationPending', reason: null, by: 's', at };
  const moved = { id: 'k', field: 'workUnit', old: '', new: '', reason: '', evidence: [], state: 'approved', requestedBy: 'a', requestedAt: at, decidedBy: 'b', decidedAt: at, decisionReason: null } as const;

  it('holds enough of everything that the policy will ask for, whatever is found', () => {
    for (const { situation, registered, papers } of people) {
      const circumstances = circumstancesOf({
        fields: registered, examYear: EXAM_YEAR, categories: policy.categories,
        fieldChecks: situation === 'formerName' ? [differs] : [],
        decisions: situation === 'pendingCertification' ? [pending] : [],
        corrections: situation === 'unitRenamed' || situation === 'unitMoved' ? [moved] : [],
      });
      const short = requiredMaterials(policy, circumstances).filter(({ code }) => papers.filter((paper) => paper.code === code).length < (policy.materials[code]?.min ?? 0));
      expect(short, situation).toEqual([]);
    }
  });

  it('never holds more images of a material than the policy takes, and numbers them from 1', () => {
    for (const { papers } of people) {
      for (const code of new Set(papers.map((paper) => paper.code))) {
        const numbers = papers.filter((paper) => paper.code === code).map((paper) => paper.n);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        expect(numbers.length).toBeLessThanOrEqual(policy.materials[code]?.max ?? 0);
      }
    }
  });

  it('was sent back online once, with a reason', () => {
    const returned = people.flatMap((each) => each.papers.filter((paper) => paper.online.state === 'returned').map((paper) => [each.situation, paper.code, paper.online.opinion !== '']));
    expect(returned).toEqual([['returnedImage', 'EDU', true]]);
  });
});
