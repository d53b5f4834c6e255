import { describe, expect, it } from 'vitest';
import { outputFolder } from '../../scripts/tasks/package-app.ts';
import { root } from '../../scripts/places.ts';
import { packageConfig, packagedVersion } from '../../scripts/package/package-config.ts';

const trial = { source: 'carried', folder: '/r', executable: '/r/electron', version: '33.2.1', isTrial: true } as const;
const official = { ...trial, source: 'electron-package', version: '45.4.1', isTrial: false } as const;
const onTrial = packageConfig({ version: '1.2.0', platform: 'linux', runtime: trial, sqliteLoader: '/cache/x/loader.node', output: '/d' });
const onOfficial = packageConfig({ version: '1.2.0', platform: 'linux', runtime: official, sqliteLoader: undefined, output: '/d' });

describe('the packaged program', () => {
  it('says in its version that it is a trial build, and only then', () => {
    expect(packagedVersion('1.2.0', true)).toBe('1.2.0-trial');
    expect(packagedVersion('1.2.0', false)).toBe('1.2.0');
    expect(onTrial.extraMetadata).toEqual({ version: '1.2.0-trial' });
  });

  it('allows Electron nothing that would open the desk to others', () => {
    expect(onOfficial.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('is made of the runtime that is here, and fetches nothing', () => {
    expect(onOfficial).toMatchObject({ electronDist: '/r', electronVersion: '45.4.1', npmRebuild: false, publish: null });
  });

  it('carries a plain Node, the desk’s tables and the fonts of its papers', () => {
    const places = [onOfficial.extraResources].flat().map((set) => (typeof set === 'object' ? set?.to : set));
    expect(places).toEqual([
      'desk',
      'desk/fonts/NotoSansSC-Regular.ttf',
      'desk/fonts/NotoSansSC-Bold.ttf',
      'node/node',
    ]);
  });

  it('carries the loader of the SQLite addon where the runtime needs it', () => {
    expect(onTrial.extraResources).toContainEqual({ from: '/cache/x', to: 'native' });
  });

  it('is made in dist/ unless another folder is named', () => {
    expect(onOfficial.directories).toEqual({ output: '/d' });
    expect(outputFolder([])).toBe(`${root}/dist`);
    expect(outputFolder(['--out', '/elsewhere'])).toBe('/elsewhere');
  });

  it.each([['--output=/elsewhere'], ['--out'], ['elsewhere']])('is not made for arguments that mean nothing (%s)', (argument) => {
    expect(() => outputFolder([argument])).toThrow('package:');
  });
});
