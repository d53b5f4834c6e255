import { useState } from 'react';
import type { PhotoOutcome } from '../../../ui/PersonPhoto';

/** The photos that faces are compared with, by address. */
export interface PhotosOnScreen {
  /** None is on its way any more: each stands on the screen, or it is said that it cannot. */
  areSettled: boolean;
  isBroken(address: string | null | undefined): boolean;
  settle(address: string, outcome: PhotoOutcome): void;
}

export function usePhotos(addresses: readonly (string | null | undefined)[]): PhotosOnScreen {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, PhotoOutcome>>(new Map());
  return {
    areSettled: addresses.every((address) => address == null || outcomes.has(address)),
    isBroken: (address) => address != null && outcomes.get(address) === 'broken',
    settle: (address, outcome) => setOutcomes((before) => new Map(before).set(address, outcome)),
  };
}
