import type { DeskApi } from '../../../src-preload/contract/desk-api.ts';

declare global {
  interface Window {
    desk: DeskApi;
  }
}

export type { DeskApi };
