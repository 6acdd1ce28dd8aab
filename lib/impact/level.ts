/** Our own scale, 0 (nothing is out) to 4. */
export type ImpactLevel = 0 | 1 | 2 | 3 | 4

export interface LevelInputs {
  /** Out over served, as a fraction. */
  share: number | null
  /** How long it has lasted. */
  hours: number | null
  /** How many of the services are out. */
  services: number | null
}

/** The least number of service-days lost per home for each level above 0. */
export const levelFrom = [
  { level: 4, serviceDays: 2 },
  { level: 3, serviceDays: 0.5 },
  { level: 2, serviceDays: 0.1 },
  { level: 1, serviceDays: 0 },
] as const

/**
 * The impact level of a region, or null for "not rated" where an input is missing: unknown is never 0.
 *
 * Formula: d = share × hours / 24 × services, the service-days that an average home has lost. Level 0: d = 0; 1: d > 0; 2: d ≥ 0.1; 3: d ≥ 0.5;
 * 4: d ≥ 2. A share above 1 counts as 1. So a tenth of homes without one service for a day is a 2, half of them a 3, and all of them without
 * light and heating for a day a 4.
 */
export function impactLevel(inputs: LevelInputs): ImpactLevel | null {
  const serviceDays = serviceDaysLost(inputs)
  if (serviceDays === null) return null
  if (serviceDays <= 0) return 0
  return levelFrom.find((step) => serviceDays >= step.serviceDays)?.level ?? 1
}

/** The service-days that an average home has lost, d of the formula above; null where an input is missing. */
export function serviceDaysLost({ share, hours, services }: LevelInputs): number | null {
  if (share === null || hours === null || services === null) return null
  return (Math.min(share, 1) * hours * services) / 24
}
