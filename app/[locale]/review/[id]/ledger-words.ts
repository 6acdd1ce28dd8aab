/** The ledger's verbs as the messages name them. */
const verbs = {
  'incident.created': 'incidentCreated',
  'incident.approved': 'incidentApproved',
  'incident.published': 'incidentPublished',
  'incident.rejected': 'incidentRejected',
  'incident.retracted': 'incidentRetracted',
  'incident.takenDown': 'incidentTakenDown',
  'incident.merged': 'incidentMerged',
  'report.added': 'reportAdded',
  'report.approved': 'reportApproved',
  'report.published': 'reportPublished',
  'report.rejected': 'reportRejected',
  'report.retracted': 'reportRetracted',
} as const

const isVerb = (text: string): text is keyof typeof verbs => Object.hasOwn(verbs, text)

/** The message that says what a row of the ledger did: `verb.NAME`. */
export const verbName = (verb: string) => (isVerb(verb) ? verbs[verb] : 'other')
