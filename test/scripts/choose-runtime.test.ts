import { describe, expect, it } from 'vitest';
import { chooseRuntime, type RuntimeFacts } from '../../scripts/electron/choose-runtime.ts';
import { concerns, rememberedUntil } from '../../scripts/electron/download-failure.ts';
import { needsSqliteLoader, type ElectronRuntime, type RuntimeSource } from '../../scripts/electron/runtime.ts';

const now = new Date('2026-03-01T10:00:00Z');
const failure = { version: '45.4.1', mirror: '', at: '2026-03-01T09:00:00.000Z', reason: 'fetch failed' };

function runtime(source: RuntimeSource): ElectronRuntime {
  return { source, folder: `/${source}`, executable: `/${source}/electron`, version: '33.2.1', isTrial: source === 'carried' };
}

function choose(facts: Partial<RuntimeFacts> = {}): ReturnType<typeof chooseRuntime> {
  return chooseRuntime({
    override: undefined,
    official: undefined,
    officialVersion: '45.4.1',
    downloadForbidden: false,
    failure: undefined,
    carried: undefined,
    canCarry: true,
    now,
    ...facts,
  });
}

describe('choosing an Electron', () => {
  const all = { official: runtime('electron-package'), carried: runtime('carried') };

  it('takes the folder that was asked for before all others', () => {
    const override = { folder: '/override', runtime: runtime('override') };
    expect(choose({ ...all, override })).toEqual({ kind: 'use', runtime: override.runtime });
  });

  it('stops when that folder holds none, rather than taking another in silence', () => {
    const step = choose({ ...all, override: { folder: '/gone', runtime: undefined } });
    expect(step).toMatchObject({ kind: 'stop', message: expect.stringMatching(/\/gone.*unset/) });
  });

  it('takes the official one when it is there, although a download of it once failed', () => {
    expect(choose({ ...all, failure })).toEqual({ kind: 'use', runtime: all.official });
  });

  it('tries to download the official one before it takes the carried one', () => {
    expect(choose({ carried: all.carried })).toEqual({ kind: 'download-official' });
  });

  it('takes the carried one and says why while the failed download is remembered', () => {
    const step = choose({ carried: all.carried, failure });
    expect(step).toMatchObject({ kind: 'use', runtime: all.carried });
    expect(step).toMatchObject({ note: expect.stringMatching(/45\.4\.1.*fetch failed.*2026-03-01T15:00:00/) });
  });

  it('tries again six hours later', () => {
    const sixHoursLater = new Date(rememberedUntil(failure));
    expect(choose({ carried: all.carried, failure, now: sixHoursLater })).toEqual({ kind: 'download-official' });
  });

  it('downloads nothing when that is forbidden, and has nothing to explain then', () => {
    const step = choose({ carried: all.carried, downloadForbidden: true });
    expect(step).toEqual({ kind: 'use', runtime: all.carried });
  });

  it('fetches the carried one when the official one is not to be had', () => {
    expect(choose({ failure })).toEqual({ kind: 'fetch-carried' });
  });

  it('names both remedies on a machine that nothing is carried for', () => {
    const step = choose({ failure, canCarry: false });
    expect(step).toMatchObject({ kind: 'stop', message: expect.stringMatching(/ELECTRON_MIRROR.*ELECTRON_OVERRIDE_DIST_PATH/) });
  });
});

describe('a remembered download', () => {
  it('tells of its own version and mirror only', () => {
    expect(concerns(failure, '45.4.1', '')).toBe(true);
    expect(concerns(failure, '45.5.0', '')).toBe(false);
    expect(concerns(failure, '45.4.1', 'https://mirror.example/electron/')).toBe(false);
  });

  it('counts for nothing when its time cannot be read', () => {
    expect(concerns({ ...failure, at: 'yesterday' }, '45.4.1', '')).toBe(false);
  });
});

describe('the loader of the SQLite addon', () => {
  it.each(['33.2.1', '34.5.8'])('is needed on Electron %s, which has Node-API 9', (version) => {
    expect(needsSqliteLoader(version)).toBe(true);
  });

  it.each(['35.0.0', '45.4.1', undefined])('is not needed on Electron %s', (version) => {
    expect(needsSqliteLoader(version)).toBe(false);
  });
});
