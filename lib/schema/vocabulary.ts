/** The closed lists of the records, in the order in which people meet them. Import-free, so that browser, database and forms share them. */
export const services = ['electricity', 'heating', 'water', 'gas', 'telecom', 'transport', 'health', 'education'] as const
export const measures = ['without', 'on_backup', 'closed', 'limited', 'reconnected', 'capacity_lost', 'regions_affected'] as const
/** Measures that say what holds at a moment; the others are shown, never counted (design: track). */
export const standingMeasures = ['without', 'on_backup', 'closed', 'limited'] as const
export const bases = ['at_time', 'peak', 'cumulative'] as const
export const units = [
  'customers',
  'households',
  'people',
  'buildings',
  'settlements',
  'facilities',
  'megawatts',
  'percent',
  'regions',
] as const
/** The two units a metered connection is told in; never added to each other. */
export const connectionUnits = ['customers', 'households'] as const
export const qualifiers = ['exact', 'about', 'at_least', 'at_most', 'range', 'vague'] as const
export const states = ['out', 'partly_restored', 'restored', 'limited', 'on_backup', 'unknown'] as const
export const precisions = ['minute', 'hour', 'day', 'month'] as const
export const reviewStates = ['draft', 'in_review', 'published', 'corrected', 'retracted', 'rejected'] as const
export const kinds = ['strike', 'weather', 'technical', 'scheduled', 'cyber', 'unknown'] as const
export const controls = ['government', 'occupied'] as const
/** Best first: an order the rules of impact use. */
export const standings = ['reported', 'restored', 'stale', 'notReported'] as const
export const tiers = [1, 2, 3, 4] as const
export const roles = ['contributor', 'editor', 'admin'] as const
export const steps = ['hour', 'day', 'week'] as const
export const levels = [1, 2] as const
