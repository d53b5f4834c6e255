import { buildApp } from '../build/build-app.ts';
import { exitCode } from '../exit-codes.ts';

/** `npm run build`: the app into out/, unless it is up to date. */
export async function build(): Promise<number> {
  await buildApp();
  return exitCode.ok;
}
