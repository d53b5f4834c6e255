import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface FontFiles {
  regular: string;
  bold: string;
}

const PACKAGE = '@expo-google-fonts/noto-sans-sc';

/** Font files of the papers: beside the packaged app's resources, else out of the installed package. */
export function fontFiles(resourcesDir: string): FontFiles {
  return {
    regular: findShipped(resourcesDir, 'NotoSansSC-Regular.ttf') ?? resolveInstalled('400Regular/NotoSansSC_400Regular.ttf'),
    bold: findShipped(resourcesDir, 'NotoSansSC-Bold.ttf') ?? resolveInstalled('700Bold/NotoSansSC_700Bold.ttf'),
  };
}

function findShipped(resourcesDir: string, name: string): string | null {
  const file = join(resourcesDir, 'fonts', name);
  return existsSync(file) ? file : null;
}

function resolveInstalled(path: string): string {
  return createRequire(import.meta.url).resolve(`${PACKAGE}/${path}`);
}
