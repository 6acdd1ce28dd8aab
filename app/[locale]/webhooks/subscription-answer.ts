/** What can be wrong with a new subscription. */
export type SubscriptionFault =
  | 'url'
  | 'credentials'
  | 'address'
  | 'port'
  | 'name'
  | 'label'
  | 'region'
  | 'conflict'
  | 'refused'
  | 'notNow'
  | 'tooMany'

/** What was typed into the form of a new subscription. */
export interface SubscriptionValues {
  url: string
  label: string
  region: string[]
  service: string[]
}

/** What the form shows: as it opens, then what each sending answers. The secret is in the answer that made the subscription, and nowhere after. */
export interface SubscriptionAnswer {
  values: SubscriptionValues
  fault: SubscriptionFault | null
  secret: string | null
  /** Counts the sendings. */
  attempt: number
}

export const emptySubscription: SubscriptionValues = { url: '', label: '', region: [], service: [] }
