import { describe, expect, it } from 'vitest';
import { debianPackages, installStep, missingPackages, type Need } from '../../scripts/debian-packages.ts';
import { findProof } from '../../scripts/package-proof.ts';

const nothingThere = (): boolean => false;
const namesFor = (...needs: Need[]): string[] => missingPackages(needs, nothingThere).map((entry) => entry.name);

describe('the table of Debian packages', () => {
  it('names each package once, with somebody who needs it', () => {
    const names = debianPackages.map((entry) => entry.name);
    expect(new Set(names).size).toBe(names.length);
    expect(debianPackages.filter((entry) => entry.needs.length === 0 || entry.usedBy === '')).toEqual([]);
  });

  it('asks nothing of a task that needs nothing', () => {
    expect(namesFor()).toEqual([]);
  });

  it('asks for what the task needs and no more', () => {
    expect(namesFor('sqlite-loader')).toEqual(['gcc', 'libc6-dev']);
    expect(namesFor('virtual-display', 'printing')).toEqual(['xvfb', 'cups-daemon', 'cups-client']);
    expect(namesFor('window')).not.toContain('postgresql');
  });

  it('leaves out what is there, however it came there', () => {
    const isThere = (proof: object): boolean => 'command' in proof && proof.command === 'gcc';
    expect(missingPackages(['sqlite-loader'], isThere).map((entry) => entry.name)).toEqual(['libc6-dev']);
  });
});

describe('missing packages', () => {
  const missing = missingPackages(['sqlite-loader'], nothingThere);

  it('are installed by root on Debian', () => {
    expect(installStep(missing, { isRoot: true, hasApt: true })).toEqual({ kind: 'install', names: ['gcc', 'libc6-dev'] });
  });

  it('are asked of anyone else by one line to copy', () => {
    expect(installStep(missing, { isRoot: false, hasApt: true })).toEqual({
      kind: 'ask',
      message: "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev'",
    });
  });

  it.each([true, false])('are asked for by name on another system (root: %s)', (isRoot) => {
    const step = installStep(missing, { isRoot, hasApt: false });
    expect(step).toMatchObject({ kind: 'ask', message: expect.stringContaining('gcc libc6-dev') });
    expect(step).not.toMatchObject({ message: expect.stringContaining('apt-get') });
  });

  it('are no matter when there are none', () => {
    expect(installStep([], { isRoot: false, hasApt: false })).toEqual({ kind: 'nothing' });
  });
});

describe('proof of a package', () => {
  it('is a program on the path, a library that the loader knows, or a file', () => {
    expect(findProof({ command: 'sh' })).toBe(true);
    expect(findProof({ library: 'libc.so.6' })).toBe(true);
    expect(findProof({ file: '/bin/sh' })).toBe(true);
  });

  it('is not found for what nobody has', () => {
    expect(findProof({ command: 'no-such-program' })).toBe(false);
    expect(findProof({ library: 'libc.so' })).toBe(false);
    expect(findProof({ file: '/no/such/file' })).toBe(false);
  });
});
