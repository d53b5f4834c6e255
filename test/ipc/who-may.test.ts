import { describe, expect, it } from 'vitest';
import { reasonAgainstExport, reasonAgainstImport } from '../../src-main/domain/package-rules';
import { refusal } from '../../src-main/domain/refusal';
import type { Role } from '../../src-main/domain/vocabulary';
import { commandId } from '../support/counter-story';
import { withDesk, type Person, type Story } from '../support/with-desk';

const MISSING = refusal('role-missing', { role: 'approver' });

/** The store as it would be with real candidates. */
function makeLive(story: Story): void {
  const open = story.desk.findOpen();
  if (open === null) throw new Error('the desk is closed');
  open.facts = { ...open.facts, kind: 'live' };
}

describe('a package', () => {
  it.each<[readonly Role[], boolean]>([[['reviewer'], false], [[], false], [['approver'], true], [['administrator'], true], [['reviewer', 'administrator'], true]])(
    'is imported into a live store by somebody who is %j: %s; into a training store by whoever works there',
    (roles, may) => {
      expect(reasonAgainstImport('live', roles)).toEqual(may ? null : MISSING.error);
      expect(reasonAgainstImport('training', roles)).toBeNull();
    },
  );

  it.each<[readonly Role[], boolean]>([[['reviewer', 'administrator'], false], [['approver'], true]])('of results is written by somebody who is %j: %s', (roles, may) => {
    expect(reasonAgainstExport(roles)).toEqual(may ? null : MISSING.error);
  });

  it.each<['file' | 'folder' | 'sample']>([['file'], ['folder'], ['sample']])('is asked of nobody and begun by nobody who may not (%s)', (source) => withDesk(async (story) => {
    makeLive(story);
    let asked = 0;
    story.machine.choosePackageFile = story.machine.choosePackageFolder = () => Promise.resolve(String((asked += 1)));
    expect(await story.call('packages.import', { source })).toEqual(refusal('not-signed-in'));
    await story.signIn('second');
    expect(await story.call('packages.import', { source })).toEqual(MISSING);
    expect(asked).toBe(0);
    expect(await story.must('packages.list', {})).toEqual([]);
  }));

  it.each<[Person]>([['approver'], ['reviewer']])('is chosen by who may (%s)', (person) => withDesk(async (story) => {
    makeLive(story);
    await story.signIn(person);
    expect(await story.call('packages.import', { source: 'folder' })).toEqual(refusal('import-cancelled'));
  }));
});

describe('a paper', () => {
  it.each(['print', 'save'] as const)('leaves the desk only for a person who is signed in (%s)', (way) => withDesk(async (story) => {
    story.machine.saveTarget = '/nowhere/sheet.pdf';
    const leave = () => (way === 'print' ? story.call('documents.print', { documentId: 'nothing', commandId: commandId() }) : story.call('documents.save', { documentId: 'nothing' }));
    expect(await leave()).toEqual(refusal('not-signed-in'));
    await story.signIn('second');
    expect(await leave()).toEqual(refusal('unknown-document'));
    expect(story.machine.printed).toEqual([]);
  }));
});
