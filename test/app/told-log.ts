import type { Log } from '../../src-main/app/logger';

export interface ToldLine {
  level: 'info' | 'warn' | 'error';
  facts: Record<string, unknown>;
  message: string;
}

/** A log that keeps what it was told. */
export function toldLog(): Log & { lines: ToldLine[] } {
  const lines: ToldLine[] = [];
  const take = (level: ToldLine['level']) => (facts: Record<string, unknown>, message: string): void => void lines.push({ level, facts, message });
  return { lines, info: take('info'), warn: take('warn'), error: take('error') };
}
