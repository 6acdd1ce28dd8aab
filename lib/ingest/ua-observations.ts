import type { Territory } from '@/lib/regions/territory'
import { type Kind, NewIncident } from '@/lib/schema/incident'
import type { NewObservation } from '@/lib/schema/observation'
import type { NewReport, Tier } from '@/lib/schema/report'
import { checked, decodeLine } from './decode-line'
import { groupBy } from './group-by'
import { preciseTime, precisionOf, saidTime } from './local-time'
import type { Judge, ParsedIncident, RowReader, SetAside } from './parsed-records'
import { decided, type Reviewed } from './reviewed'
import { RowFault } from './row-fault'
import { observationOf } from './ua-observation-mapping'
import { UaObservationRow } from './ua-observation-row'

/** A line that stands: which incident it belongs to, and its report with the one observation it gives. */
interface Accepted {
  line: number
  text: string
  event: string
  kind: Kind
  title: string
  start: NewIncident['start']
  report: NewReport
  observation: NewObservation
}

/** Lines of one report. */
type Group = [Accepted, ...Accepted[]]

const reportLimit = 50
const observationLimit = 100

/** Words appended to a title where one event had several causes and none of the reviewed titles fits. */
const kindWords: Record<Kind, string> = {
  strike: 'strikes and shelling',
  weather: 'bad weather',
  technical: 'technical failure',
  scheduled: 'scheduled outages',
  cyber: 'cyber attack',
  unknown: 'cause not said',
}

/**
 * Reads the JSON Lines layout of the shipped Ukrainian observations: one line, one figure or state, times on the region's clock.
 * Lines of one event and cause are one incident; those with the same publisher, address, times and speaker are one report.
 * Nothing is dropped: every line ends in one observation or in the quarantine. Pure: the same lines give the same answer.
 */
export function uaObservationReader(reviewed: Reviewed, territory: Territory, judge: Judge): RowReader<Accepted> {
  return {
    read: ({ line, text }) => acceptLine(line, text, reviewed, territory, judge),
    together: ({ event }) => event,
    gather(accepted) {
      const quarantined: SetAside[] = []
      const attempt = (row: Accepted, work: () => Accepted) => {
        try {
          return [work()]
        } catch (error) {
          if (!(error instanceof RowFault)) throw error
          quarantined.push({ line: row.line, field: error.field, reason: error.message, text: row.text })
          return []
        }
      }
      const first = firstOfEvents(accepted)
      const agreeing = accepted.flatMap((row) => attempt(row, () => agree(row, first.get(row.event))))
      const fitting = withinLimits(agreeing).flatMap(({ row, fault }) => attempt(row, () => (fault ? refuse(fault) : row)))
      const incidents = [...groupBy(fitting, incidentKey)].map(([key, rows]) => incidentOf(key, rows, fitting, reviewed))
      return { incidents, quarantined }
    },
  }
}

const incidentKey = ({ event, kind }: Accepted) => `${event}/${kind}`

function refuse(fault: RowFault): never {
  throw fault
}

function regionsOf({ region_iso }: UaObservationRow, territory: Territory) {
  return region_iso.split(';').map((code) => {
    const region = territory.find(code)
    if (region === undefined) throw new RowFault('region_iso', 'is not a region of this territory')
    return region
  })
}

function tierOf({ stated_by, publisher }: UaObservationRow, { statedBy, publishers }: Reviewed['sources']): Tier {
  const own = decided(publishers, publisher)
  if (own === undefined) throw new RowFault('publisher', 'is not among the reviewed publishers')
  if (stated_by === null) return own
  const tier = decided(statedBy, stated_by)
  if (tier === undefined) throw new RowFault('stated_by', 'is not among the reviewed sources')
  return tier
}

/** The language where the letters alone tell it: Cyrillic of several languages, and Latin, do not. */
function languageOf(quote: string): string | null {
  const [ukrainian, russian] = [/[іїєґ]/i.test(quote), /[ыэё]/i.test(quote)]
  if (ukrainian === russian) return null
  return ukrainian ? 'uk' : 'ru'
}

function acceptLine(line: number, text: string, reviewed: Reviewed, territory: Territory, judge: Judge): Accepted {
  const said = checked(UaObservationRow, decodeLine(text))
  const exception = reviewed.rows.find((entry) => entry.line === line && entry.quote === said.quote)
  const row = { ...said, ...exception?.row }
  const regions = regionsOf(row, territory)
  const zone = regions[0]?.zone ?? territory.zone
  const tier = tierOf(row, reviewed.sources)
  const mapped = {
    ...observationOf(
      row,
      regions.map(({ code }) => code),
      reviewed,
    ),
    ...exception?.observation,
  }
  // An occupation authority speaks of what it occupies, whether or not the line says so.
  const observation: NewObservation = tier === 4 ? { ...mapped, control: 'occupied' } : mapped
  const asOf = preciseTime(row.observed_at, row.precision, zone)
  if (asOf === null) throw new RowFault('observed_at', 'is less exact than its precision')
  const { publisher, stated_by: statedBy, url, published_at } = row
  const stated: NewReport = {
    source: { publisher, statedBy, tier, url: withoutRootDot(url), archiveUrl: null, lang: languageOf(row.quote) },
    publishedAt: published_at === null ? null : saidTime(published_at, zone),
    asOf,
    quote: row.quote,
    observations: [observation],
  }
  const kind = reviewed.incidents.find(({ event, cause }) => event === row.event && cause === row.cause)?.mergeInto ?? row.cause
  const precision = precisionOf(row.event_started_at)
  const start = preciseTime(row.event_started_at, precision, zone)
  if (start === null) throw new RowFault('event_started_at', 'not a time')
  const incident = checked(NewIncident, { title: row.event_title, kind, start, reports: [stated] })
  const fault = judge(incident)
  if (fault !== null) throw fault
  const report = { ...stated, source: incident.reports[0]?.source ?? stated.source }
  return { line, text, event: row.event, kind, title: row.event_title, start, report, observation }
}

/** `example.org.` and `example.org` are one host; the schema knows the second. */
const withoutRootDot = (url: string) => url.replace(/^(https?:\/\/[^/]+)\.(?=\/|$)/, '$1')

function firstOfEvents(rows: readonly Accepted[]): Map<string, Accepted> {
  return new Map([...groupBy(rows, ({ event }) => event)].map(([event, [first]]) => [event, first]))
}

/** An event has one title and one beginning: a line that says another one is told, not overruled in silence. */
function agree(row: Accepted, first: Accepted | undefined): Accepted {
  if (first && first.title !== row.title) throw new RowFault('event_title', `line ${first.line} gives the event another title`)
  if (first && first.start.time !== row.start.time) {
    throw new RowFault('event_started_at', `line ${first.line} begins the event at another time`)
  }
  return row
}

function reportKey({ report }: Accepted): string {
  const { source, asOf, publishedAt } = report
  return JSON.stringify([source.publisher, source.url, asOf.time, asOf.precision, source.statedBy, publishedAt])
}

/** Lines beyond what one incident or one report can hold. */
function withinLimits(rows: readonly Accepted[]): { row: Accepted; fault: RowFault | null }[] {
  const reports = new Map<string, Map<string, number>>()
  return rows.map((row) => {
    const ofIncident = reports.get(incidentKey(row)) ?? new Map<string, number>()
    reports.set(incidentKey(row), ofIncident)
    const count = ofIncident.get(reportKey(row)) ?? 0
    if (count === 0 && ofIncident.size >= reportLimit)
      return { row, fault: new RowFault('event', `more than ${reportLimit} reports of one event`) }
    if (count >= observationLimit) return { row, fault: new RowFault('url', `more than ${observationLimit} lines of one report`) }
    ofIncident.set(reportKey(row), count + 1)
    return { row, fault: null }
  })
}

/** One report of its lines: words that all of them share are the report's too. */
function reportOf(rows: Group): NewReport {
  const [{ report }] = rows
  const shared = rows.every(({ observation }) => observation.quote === report.quote)
  const languages = new Set(rows.map((row) => row.report.source.lang).filter((lang) => lang !== null))
  const lang = languages.size === 1 ? ([...languages][0] ?? null) : null
  const observations = rows.map(({ observation }) => observation)
  return { ...report, source: { ...report.source, lang }, quote: shared ? report.quote : null, observations }
}

function titleOf(row: Accepted, all: readonly Accepted[], reviewed: Reviewed): string {
  const own = reviewed.incidents.find(({ event, cause, title }) => event === row.event && cause === row.kind && title !== undefined)?.title
  const alone = all.every(({ event, kind }) => event !== row.event || kind === row.kind)
  return own ?? (alone ? row.title : `${row.title}: ${kindWords[row.kind]}`)
}

function incidentOf(key: string, rows: Group, all: readonly Accepted[], reviewed: Reviewed): ParsedIncident {
  const [first] = rows
  const groups = [...groupBy(rows, reportKey).values()]
  const holding = ({ line, quote }: { line: number; quote: string }) =>
    groups.findIndex((group) => group.some((row) => row.line === line && row.observation.quote === quote))
  const corrected = reviewed.corrections
    .map(({ wrong, right }) => ({ wrong: holding(wrong), right: holding(right) }))
    .filter(({ wrong, right }) => wrong >= 0 && right >= 0 && wrong !== right)
  const correcting = new Set(corrected.map(({ right }) => right))
  const original = groups.filter((_, i) => !correcting.has(i))
  const reports = original.map(reportOf)
  const later = corrected.flatMap(({ wrong, right }) => {
    const [group, superseded] = [groups[right], groups[wrong]]
    return group && superseded ? [{ supersedes: original.indexOf(superseded), report: reportOf(group) }] : []
  })
  const { kind, start } = first
  const facts = JSON.stringify([first.title, start])
  const incident = { title: titleOf(first, all, reviewed), kind, start, reports }
  return { key, facts, incident, later, rows: rows.map(({ line, text }) => ({ line, text })) }
}
