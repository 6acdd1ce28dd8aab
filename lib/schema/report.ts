import { z } from 'zod'
import { NewObservation, Observation } from './observation'
import { Instant, PreciseTime, SaidTime } from './time'
import { reviewStates } from './vocabulary'

/** How long an address may be, in characters. */
const longest = 2000

/** An address as a reader follows it: without a name and a password, which would be published or lead astray. */
const WebAddress = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain })
  .max(longest)
  .refine((address) => !/^https?:\/*[^/?#]*@/i.test(address), 'has a name or a password before the host')

/** A sign of percent-encoding that encodes nothing: what is meant by it, no two programs agree on. */
const strayPercent = /%(?![\da-f]{2})/i

/** Whether every character of an address may stand where it does by RFC 3986, and so in JSON that is said to hold a URI. */
const isUri = (address: string): boolean =>
  /^https?:\/\/[\w\-.~:/?@!$&'()*+,;=%]*(#[\w\-.~:/?@!$&'()*+,;=%]*)?$/i.test(address) && !strayPercent.test(address)

/** What the parser of browsers leaves as it is in a path, a query or a fragment and RFC 3986 does not: percent-encoded it leads to the same place. */
const leftOver = /[^\w\-.~:/?@!$&'()*+,;=%]/g
const encoded = (part: string) =>
  part.replaceAll(leftOver, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

/** An address as a URI: by the letter where it is one, else as a browser would ask for it. What cannot be either stays as it is. */
function asUri(address: string): string {
  if (address.length > longest || isUri(address) || !URL.canParse(address)) return address
  const [place = '', ...fragment] = new URL(address).href.split('#')
  return [place, ...(fragment.length > 0 ? [fragment.join('#')] : [])].map(encoded).join('#')
}

/** An address as it is taken in, once: what stands in the ledger from before is not asked for it. */
const NewWebAddress = WebAddress.overwrite(asUri)
  .max(longest)
  .refine((address) => !strayPercent.test(address), 'has a % that no two hexadecimal digits follow')

export const Tier = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).meta({ id: 'Tier' })
export type Tier = z.infer<typeof Tier>

export const ReviewState = z.enum(reviewStates)
export type ReviewState = z.infer<typeof ReviewState>

/** Who says so. The tier is about who states it, not who prints it. */
export const Source = z
  .strictObject({
    publisher: z.string().trim().min(1).max(160),
    statedBy: z.string().trim().min(1).max(200).nullable().default(null),
    tier: Tier,
    url: WebAddress,
    archiveUrl: WebAddress.nullable().default(null),
    lang: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .nullable()
      .default(null),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof Source>

/** The same on its way into the ledger. */
export const NewSource = Source.extend({ url: NewWebAddress, archiveUrl: NewWebAddress.nullable().default(null) }).meta({ id: 'NewSource' })

/** What one source said at one time about one incident. Immutable. */
export const Report = z
  .strictObject({
    id: z.ulid(),
    incident: z.ulid(),
    source: Source,
    publishedAt: SaidTime.nullable(),
    asOf: PreciseTime,
    quote: z.string().trim().min(1).max(400).nullable(),
    recordedAt: Instant,
    supersedes: z.ulid().nullable(),
    supersededBy: z.ulid().nullable(),
    reviewState: ReviewState,
    observations: z.array(Observation),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const NewReport = Report.pick({ asOf: true })
  .extend({
    source: NewSource,
    publishedAt: SaidTime.nullable().optional(),
    quote: Report.shape.quote.optional(),
    supersedes: z.ulid().nullable().optional(),
    observations: z.array(NewObservation).min(1).max(100),
  })
  .strict()
  .meta({ id: 'NewReport' })
export type NewReport = z.infer<typeof NewReport>
