/** What is compared, what against, and what is wanted of the ratio. */
export interface Figure {
  name: string;
  /** The product's value and the other's, in `unit`. */
  product: number;
  against: number;
  unit: string;
  ratio: number;
  aim: { kind: 'at most' | 'at least'; value: number };
  holds: boolean;
  /** Smallest and largest ratio among the pairs of runs. */
  spread: readonly [number, number];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** A figure from pairs of runs that were taken one after the other. */
export function figureOf(name: string, unit: string, pairs: readonly { product: number; against: number }[], aim: Figure['aim']): Figure {
  const ratios = pairs.map(({ product, against }) => product / against);
  const ratio = median(ratios);
  return {
    name, unit, aim, ratio, product: median(pairs.map(({ product }) => product)), against: median(pairs.map(({ against }) => against)),
    holds: aim.kind === 'at most' ? ratio <= aim.value : ratio >= aim.value, spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

function row(figure: Figure): string {
  const { name, product, against, unit, ratio, aim, holds, spread } = figure;
  const range = `${spread[0].toFixed(2)}–${spread[1].toFixed(2)}`;
  return `| ${name} | ${product.toFixed(1)} ${unit} | ${against.toFixed(1)} ${unit} | ${ratio.toFixed(2)} (${range}) | ${aim.kind} ${aim.value} | ${holds ? 'holds' : 'missed'} |`;
}

/** The table as it stands in the README. */
export function tableOf(figures: readonly Figure[]): string {
  return ['| what | product | against | ratio (spread) | aim | |', '| --- | --- | --- | --- | --- | --- |', ...figures.map(row)].join('\n');
}
