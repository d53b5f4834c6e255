// Stands in for the default app that Electron's own download has and the carried runtime lacks. It does what the
// tasks and Playwright ask of it: `electron [switches] [-r module] <folder or file> [arguments]`, and --version.
// It is an ES module that awaits the app's main module: otherwise `ready` would fire before that module ran.
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { target, preloads } = readArguments(process.argv.slice(1));
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const require = createRequire(join(process.cwd(), 'preload.js'));
for (const module of preloads) require(module);
const entry = adopt(resolve(target));
try {
  await import(pathToFileURL(entry).href);
} catch (error) {
  stop(error instanceof Error ? error.stack : error);
}

/** Stops at the first thing that is no switch: what follows it belongs to the app. */
function readArguments(args) {
  const preloads = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--version' || arg === '-v') answer(`v${process.versions.electron}`);
    else if (arg === '-r' || arg === '--require') preloads.push(args[++i]);
    else if (!arg.startsWith('-')) return { target: arg, preloads };
  }
  return stop('usage: electron [switches] <folder or file> [arguments]');
}

/** Takes the app's name, version and path from its package.json, as Electron does; returns its main module. */
function adopt(path) {
  if (!existsSync(path)) stop(`no such file or folder: ${path}`);
  if (!statSync(path).isDirectory()) {
    app.setAppPath(dirname(path));
    return path;
  }
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  app.setAppPath(path);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  if (manifest.desktopName && process.platform === 'linux') app.setDesktopName(manifest.desktopName);
  return resolve(path, manifest.main ?? 'index.js');
}

function answer(text) {
  console.log(text);
  process.exit(0);
}

function stop(text) {
  console.error(text);
  process.exit(1);
}
