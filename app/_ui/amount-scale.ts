/** The steps of the amount, in connections (customers or households): each threshold begins the next step. */
export const amountThresholds = [10_000, 50_000, 100_000, 250_000, 500_000] as const

/** The steps of the share of all connections, as fractions: each threshold begins the next step. */
export const shareThresholds = [0.05, 0.1, 0.25, 0.5, 0.75] as const

/** From the smallest shade to the strongest: the tokens a1 to a6. */
export const amountSteps = [0, 1, 2, 3, 4, 5] as const
export type AmountStep = (typeof amountSteps)[number]

function stepOf(value: number, thresholds: readonly number[]): AmountStep {
  const reached = thresholds.filter((threshold) => value >= threshold).length
  return amountSteps[reached] ?? 0
}

/** The step of a count: 9,999 → 0, 10,000 → 1, 500,000 and over → 5. "No figure" is a mark of its own and has none. */
export const amountStep = (amount: number): AmountStep => stepOf(amount, amountThresholds)

/** The step of a share, a fraction: 4.9 % → 0, 5 % → 1, 75 % and over, more than all included → 5. */
export const shareStep = (share: number): AmountStep => stepOf(share, shareThresholds)
