import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputFolder } from '../../scripts/tasks/package-app.ts';
import { root } from '../../scripts/places.ts';
import { foreignPrebuilds, packageConfig, packagedVersion } from '../../scripts/package/package-config.ts';

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

describe('the native addons of the packaged program', () => {
  const installed = globSync('node_modules/{better-sqlite3,node-hid,@serialport/bindings-cpp}/prebuilds/**/*.node', { cwd: root });
  const ofOwnPackages = (names: readonly string[]): string[] => names.map((name) => `node_modules/${name}/addon.node`);
  const packages = ofOwnPackages([
    ...['linux-x64-gnu', 'linux-x64-musl', 'linux-arm64-gnu', 'linux-arm-gnueabihf', 'win32-x64-msvc', 'win32-ia32-msvc', 'win32-arm64-msvc', 'darwin-x64', 'darwin-arm64'].map((system) => `@node-usb/usb-${system}`),
    ...['linux-x64-gnu', 'linux-x64-musl', 'win32-x64-msvc', 'darwin-arm64', 'wasm32-wasi'].map((system) => `@node-rs/argon2-${system}`),
    ...['linux-x64', 'linuxmusl-x64', 'win32-x64', 'win32-ia32', 'darwin-arm64', 'libvips-linux-x64', 'libvips-linuxmusl-x64'].map((system) => `@img/sharp-${system}`),
  ]);
  const kept = (platform: 'linux' | 'win32'): string[] => {
    const left = foreignPrebuilds(platform).map((pattern) => pattern.slice(1));
    return [...installed, ...packages].filter((path) => !left.some((pattern) => matchesGlob(path, pattern))).map((path) => path.slice('node_modules/'.length)).toSorted();
  };

  it('on Linux are those for x64 and glibc alone', () => {
    expect(kept('linux')).toEqual([
      '@img/sharp-libvips-linux-x64/addon.node', '@img/sharp-linux-x64/addon.node', '@node-rs/argon2-linux-x64-gnu/addon.node', '@node-usb/usb-linux-x64-gnu/addon.node',
      '@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node', 'better-sqlite3/prebuilds/linux-x64.node',
      'node-hid/prebuilds/HID-linux-x64/node-napi-v4.node', 'node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node',
    ]);
  });

  it('on Windows are those for x64 alone', () => {
    expect(kept('win32')).toEqual([
      '@img/sharp-win32-x64/addon.node', '@node-rs/argon2-win32-x64-msvc/addon.node', '@node-usb/usb-win32-x64-msvc/addon.node',
      '@serialport/bindings-cpp/prebuilds/win32-x64/@serialport+bindings-cpp.node', 'better-sqlite3/prebuilds/win32-x64.node',
      'node-hid/prebuilds/HID-win32-x64/node-napi-v4.node',
    ]);
  });
});
