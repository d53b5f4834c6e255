import { expect, it } from 'vitest';
import { filesUnder, findInFiles, type Sought } from '../support/bytes-in-files';
import { commandId, comparePapers, confirmAndSign, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { peopleAndImagesOf } from '../support/sample-files';
import { withDesk } from '../support/with-desk';

/** Everything of the package that tells of a person, in the forms in which a program might write it. */
function soughtBytes(folder: string, further: readonly string[]): readonly Sought[] {
  const { people, images } = peopleAndImagesOf(folder);
  const words = [...people, ...further].flatMap((text) => [{ what: `${text} in UTF-8`, bytes: Buffer.from(text, 'utf8') }, { what: `${text} in UTF-16`, bytes: Buffer.from(text, 'utf16le') }]);
  return [...words, ...images.map((bytes, at) => ({ what: `image ${at}`, bytes }))];
}

it('after a case was imported, corrected, signed and printed, nothing of anybody stands in clear in the data folder, open or closed', () => withDesk(async (story) => {
  const { registrationNo, correction } = SAMPLE.hero;
  await story.signIn('reviewer');
  await story.importSample();
  await tapAndConfirm(story, registrationNo);
  const proof = (await story.must('cases.get', { registrationNo })).materials.find(({ code }) => code === 'UNIT_PROOF')?.images[0];
  const asked = await story.must('corrections.request', {
    registrationNo, field: 'workUnit', value: correction.new, reason: '单位更名', evidence: [{ sha256: proof?.sha256 ?? '', kind: 'UNIT_PROOF', origin: 'material' }], commandId: commandId(),
  });
  await story.must('corrections.decide', {
    registrationNo, correctionId: asked.corrections[0]?.id ?? '', decision: 'approved', reason: null, typedCode: null, approver: await story.credential('approver'), commandId: commandId(),
  });
  await comparePapers(story, registrationNo);
  await passBoth(story, registrationNo);
  await confirmAndSign(story, registrationNo);
  await story.desk.findOpen()?.afterwards.settle();
  const [document] = (await story.must('cases.get', { registrationNo })).documents;
  await story.must('documents.print', { documentId: document?.id ?? '', commandId: commandId() });
  const sought = soughtBytes(story.machine.packageFolder ?? '', [correction.new, '单位更名', '测试初审员', '测试负责人', 'BEGIN PRIVATE KEY', 'countersign.seal', '%PDF-1']);
  expect(sought.length).toBeGreaterThan(100);
  expect(filesUnder(story.dir).length).toBeGreaterThan(50);
  expect(findInFiles(story.dir, sought)).toEqual([]);
  await story.desk.dispose();
  expect(findInFiles(story.dir, sought)).toEqual([]);
  // The same look finds what is in clear: the package itself.
  expect(findInFiles(story.machine.packageFolder ?? '', sought).length).toBeGreaterThan(100);
}));
