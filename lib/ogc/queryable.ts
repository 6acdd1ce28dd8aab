import type { CollectionId } from '@/lib/schema/feature'
import { bases, controls, kinds, measures, qualifiers, services, standings, states, units } from '@/lib/schema/vocabulary'

/** What can be asked of one property, and what its values are. */
export interface Queryable {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'instant'
  /** The values there are, where the list is closed. */
  of?: readonly string[]
}

const text: Queryable = { type: 'string' }
const number: Queryable = { type: 'number' }
const integer: Queryable = { type: 'integer' }
const boolean: Queryable = { type: 'boolean' }
const instant: Queryable = { type: 'instant' }
const one = (of: readonly string[]): Queryable => ({ type: 'string', of })

/** The name that a filter calls the area by. */
export const geometryName = 'geometry'

interface Asked {
  properties: Record<string, Queryable>
  /** The property that is the time of a feature; null where it has none. */
  time: string | null
}

/** By what features can be asked for, collection by collection. The store has a column for each of those of its records. */
export const queryables: Record<CollectionId, Asked> = {
  regions: {
    properties: {
      code: text,
      level: integer,
      parent: text,
      nameEn: text,
      nameUk: text,
      shortNameEn: text,
      shortNameUk: text,
      iso: text,
      pcode: text,
      katottg: text,
      inPack: boolean,
      population: integer,
      households: integer,
    },
    time: null,
  },
  impact: {
    properties: {
      region: text,
      nameEn: text,
      nameUk: text,
      service: one(services),
      standing: one(standings),
      measure: one(measures),
      state: one(states),
      low: number,
      best: number,
      high: number,
      unit: one(units),
      shareLow: number,
      shareBest: number,
      shareHigh: number,
      shareOver: boolean,
      tier: integer,
      ageHours: number,
    },
    time: 'asOf',
  },
  incidents: {
    properties: { id: text, title: text, kind: one(kinds), recordedAt: instant },
    time: 'start',
  },
  observations: {
    properties: {
      id: text,
      report: text,
      incident: text,
      incidentTitle: text,
      kind: one(kinds),
      wave: text,
      place: text,
      control: one(controls),
      service: one(services),
      measure: one(measures),
      basis: one(bases),
      unit: one(units),
      value: number,
      min: number,
      max: number,
      qualifier: one(qualifiers),
      state: one(states),
      recordedAt: instant,
      publisher: text,
      statedBy: text,
      tier: integer,
      url: text,
      lang: text,
    },
    time: 'asOf',
  },
}
