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
export const reviewDecisions = ['publish', 'reject', 'retract', 'takedown', 'merge'] as const
/** All that is kept of why a record was taken down: a danger to people, their privacy, somebody's rights, a grave error. */
export const takedownReasons = ['safety', 'personal', 'rights', 'error', 'other'] as const
export const kinds = ['strike', 'weather', 'technical', 'scheduled', 'cyber', 'unknown'] as const
export const controls = ['government', 'occupied'] as const
/** Best first: an order the rules of impact use. */
export const standings = ['reported', 'restored', 'stale', 'notReported'] as const
export const tiers = [1, 2, 3, 4] as const
/** What a text is looked through for before it may be public. */
export const lintRules = ['coordinates', 'address', 'facility', 'hospital', 'place', 'word'] as const
/** Why a record waits for an editor: the writer's role, a second editor who has to agree, a source that does not suffice alone, or its words. */
export const reviewReasons = ['contributor', 'secondEditor', 'tier', ...lintRules] as const
/** Whether a named settlement or district may be public as it is, or waits for an editor. */
export const placeRules = ['settlement', 'review'] as const
/** What may have become of a record since a mirror last asked. */
export const changeKinds = ['added', 'corrected', 'retracted', 'merged', 'takenDown'] as const
export const roles = ['contributor', 'editor', 'admin'] as const
export const steps = ['hour', 'day', 'week'] as const
export const levels = [1, 2] as const
/** Why a message got no answer: an address or port that may not be sent to, an unknown name, no connection, no answer in time; a place in the changes of another ledger. */
export const webhookFailures = ['address', 'port', 'name', 'connection', 'timeout', 'place'] as const
export const webhookActions = ['retry', 'remove'] as const
/** What may be wrong with a server: what its store says, and a clock that runs behind its ledger. */
export const healthCodes = ['unreachable', 'disk-full', 'read-only', 'disk-error', 'corrupt', 'clock-behind'] as const
/** The collections of the OGC API. */
export const collectionIds = ['regions', 'impact', 'incidents', 'observations'] as const

/** Why a polled source gave nothing: it may not be or cannot be reached, answers nothing in time or too much, nothing that can be read, or what the ledger refuses. */
export const pollFailures = ['address', 'port', 'name', 'connection', 'timeout', 'redirect', 'size', 'layout', 'refused', 'fault'] as const
/** The territory packs that come with the product. */
export const territories = ['ua', 'us'] as const
