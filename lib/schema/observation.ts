import { z } from 'zod'
import { RegionCode } from './region'
import { bases, controls, measures, qualifiers, services, states, units } from './vocabulary'

export const Service = z.enum(services)
export type Service = z.infer<typeof Service>
export const Measure = z.enum(measures)
export type Measure = z.infer<typeof Measure>
export const Basis = z.enum(bases)
export type Basis = z.infer<typeof Basis>
export const Unit = z.enum(units)
export type Unit = z.infer<typeof Unit>
export const Qualifier = z.enum(qualifiers)
export type Qualifier = z.infer<typeof Qualifier>
export const State = z.enum(states)
export type State = z.infer<typeof State>
export const Control = z.enum(controls)
export type Control = z.infer<typeof Control>

/** A count as people say it; far above any real one, so that a slip of keys is told and a float never loses a digit. */
const Count = z.number().min(0).max(1_000_000_000)
const ObservationId = z.string().max(40)

/** One statement inside a report. `unit` null means the source gave a state of the service, with nothing counted. */
export const Observation = z
  .strictObject({
    id: ObservationId,
    regions: z.array(RegionCode).min(1).max(60),
    place: z.string().min(1).max(120).nullable(),
    control: Control,
    service: Service,
    measure: Measure,
    basis: Basis,
    unit: Unit.nullable(),
    value: Count.nullable(),
    min: Count.nullable(),
    max: Count.nullable(),
    qualifier: Qualifier,
    quantityText: z.string().min(1).max(120).nullable(),
    state: State,
    /** What kind of customer or thing is meant ("coal mines"), never a name of a facility. */
    note: z.string().min(1).max(200).nullable(),
    /** The words that say so, where they are not the report's. */
    quote: z.string().min(1).max(400).nullable(),
  })
  .meta({ id: 'Observation' })
export type Observation = z.infer<typeof Observation>

/** What a writer must say; the rest has one obvious reading: `basis` is cumulative for reconnected counts and at_time for the others. */
export const NewObservation = Observation.omit({ id: true })
  .partial({
    place: true,
    control: true,
    basis: true,
    unit: true,
    value: true,
    min: true,
    max: true,
    quantityText: true,
    note: true,
    quote: true,
  })
  .superRefine((observation, ctx) => {
    const { value = null, min = null, max = null, qualifier, unit = null, measure, regions } = observation
    const fail = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    const numbers = [value, min, max].some((n) => n !== null)
    if (value !== null && (min !== null || max !== null)) fail('value', 'give a value or a range, not both')
    if (qualifier === 'range' && (min === null || max === null)) fail('min', 'a range needs min and max')
    if (qualifier !== 'range' && (min !== null || max !== null)) fail('qualifier', 'min and max go with the qualifier range')
    if (min !== null && max !== null && min > max) fail('max', 'the end of the range is below its beginning')
    if (qualifier === 'vague' && value !== null) fail('qualifier', 'a vague quantity has words, not a value')
    if (numbers && unit === null) fail('unit', 'a number needs a unit')
    const isCounted = unit !== null && unit !== 'percent' && unit !== 'megawatts'
    if (isCounted && [value, min, max].some((n) => n !== null && !Number.isInteger(n))) fail('value', 'a count is a whole number')
    if (unit === 'percent' && [value, max].some((n) => n !== null && n > 100)) fail('value', 'a percentage is at most 100')
    if (measure === 'capacity_lost' && numbers && unit !== 'megawatts') fail('unit', 'lost capacity is counted in megawatts')
    if (unit === 'megawatts' && measure !== 'capacity_lost') fail('measure', 'megawatts go with the measure capacity_lost')
    if (new Set(regions).size !== regions.length) fail('regions', 'a region is named twice')
  })
  .meta({ id: 'NewObservation' })
export type NewObservation = z.infer<typeof NewObservation>
