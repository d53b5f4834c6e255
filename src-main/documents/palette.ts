import type { TextStyle } from './paper-text';

/** Greys that a laser printer keeps apart; nothing is told by colour alone. */
export const INK = '#111827';
export const SOFT_INK = '#6b7280';
export const RULE = '#6b7280';
export const LABEL_GROUND = '#f3f4f6';
export const TITLE_GROUND = '#e2e5ea';
export const CORRECTED_GROUND = '#fdf3dc';

function style(size: number, weight: TextStyle['weight'], color: string): TextStyle {
  return { size, weight, color };
}

export const TITLE = style(21, 'bold', INK);
export const HEADING = style(9.5, 'bold', INK);
export const VALUE = style(9.5, 'regular', INK);
export const VALUE_STRONG = style(9.5, 'bold', INK);
export const LABEL = style(8.5, 'regular', '#374151');
export const BODY = style(9, 'regular', INK);
export const BODY_STRONG = style(9, 'bold', INK);
export const SMALL = style(7, 'regular', '#374151');
export const ENGLISH = style(6, 'regular', SOFT_INK);
