/** The steps of the amount, in connections (customers or households): each threshold begins the next step. */
export const amountThresholds = [10_000, 50_000, 100_000, 250_000, 500_000] as const

/** From the smallest shade to the strongest: the tokens a1 to a6. */
export const amountSteps = [0, 1, 2, 3, 4, 5] as const
export type AmountStep = (typeof amountSteps)[number]

/** The step of a count: 9,999 → 0, 10,000 → 1, 500,000 and over → 5. "No figure" is a mark of its own and has none. */
export function amountStep(amount: number): AmountStep {
  const reached = amountThresholds.filter((threshold) => amount >= threshold).length
  return amountSteps[reached] ?? 0
}
