import type { Aim, Figure } from './figure.ts';
import { median } from './statistics.ts';

const HEADS = ['figure', 'value', 'spread', 'aim', '', 'desk', 'compared with'] as const;

/** The figures as lines of a table for the terminal. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = [HEADS, ...figures.map(cells)];
  const widths = HEADS.map((_head, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function cells({ name, spread, unit, aim, reached, rounds }: Figure): readonly string[] {
  const shown = (value: number): string => (unit === 'ratio' ? value.toFixed(2) : `${value.toFixed(1)} ms`);
  return [
    name, shown(spread.median), `${shown(spread.lowest)} to ${shown(spread.highest)}`, aimText(aim, unit), reached ? 'reached' : 'missed',
    middleOf(rounds.desk, rounds.unit), middleOf(rounds.against, rounds.unit),
  ];
}

function aimText(aim: Aim, unit: Figure['unit']): string {
  const [sign, value] = 'atMost' in aim ? ['≤', aim.atMost] : ['≥', aim.atLeast];
  return `${sign} ${value}${unit === 'ms' ? ' ms' : ''}`;
}

function middleOf(values: readonly number[], unit: string): string {
  const middle = median(values);
  return `${middle.toFixed(middle < 100 ? 1 : 0)} ${unit}`;
}
