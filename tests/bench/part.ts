/** What was measured for one row: a figure with its unit, and what it is told against, which drifts less than the machine does. */
export interface Figure {
  figure: string
  ratio?: string
}

/** One part of the bench, which can be run by itself and has a table of its own in docs/performance.md. */
export interface Part {
  /** What is measured and how, in a sentence or two: it stands above the table. */
  how: string
  /** What each row is of, in order, and what is asked of it; empty where nothing is. The document is tested against these. */
  rows: Readonly<Record<string, string>>
  /** Measures, and answers a figure by row; a row that could not be measured here is left out. */
  measure: () => Promise<Readonly<Record<string, Figure>>>
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** `1.62 × (1.55–1.71)`: the median of ratios and how far they lie apart. */
export const ratioOf = (ratios: readonly number[]): string =>
  `${median(ratios).toFixed(2)} × (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`

/** Milliseconds of one call. */
export async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

/** How many times everything is measured, each round in turn, so that a ratio holds when the machine's speed drifts. */
export const rounds = 5
