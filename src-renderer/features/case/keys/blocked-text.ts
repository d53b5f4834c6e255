import type { i18n as I18n, TFunction } from 'i18next';
import { refusalText, type ShownRefusal } from '../../../ui/refusal-text';

/** Reasons that only this screen knows, e.g. that an image is still loading; every other is the desk's. */
export function isOfThisScreen(i18n: I18n, refusal: ShownRefusal): boolean {
  return i18n.exists(`case:blocked.${refusal.code}`);
}

/** Why an action cannot be done now, in words. */
export function blockedText(t: TFunction, i18n: I18n, refusal: ShownRefusal): string {
  return isOfThisScreen(i18n, refusal) ? t(`case:blocked.${refusal.code}`, { ...refusal.params }) : refusalText(t, refusal);
}
