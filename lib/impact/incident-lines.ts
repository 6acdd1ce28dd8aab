import type { Range } from '@/lib/schema/impact'
import type { IncidentLine, IncidentPoint, IncidentStep, PointRole } from '@/lib/schema/incident-series'
import type { Service } from '@/lib/schema/observation'
import type { Region } from '@/lib/schema/region'
import type { Statement } from '@/lib/schema/statement'
import { standingMeasures } from '@/lib/schema/vocabulary'
import { type Clocks, wordsSeen } from './moment'
import { hasFigure } from './range'
import { type Scene, sceneOf, treeOf } from './scene'
import { changesOf } from './series'
import { statusOf } from './standing'
import type { Track } from './track'
import { readWord, type Word } from './word'

/** What one line is about: one thing counted one way, in one region or in several together. */
type Subject = Pick<IncidentLine, 'service' | 'measure' | 'unit' | 'regions'>

/** Milliseconds of the epoch, half-open. */
interface Period {
  from: number
  to: number
}

const iso = (time: number) => new Date(time).toISOString()
const keyOf = ({ service, measure, unit, regions }: Subject) => [service, measure, unit, ...regions].join(' ')

/** Where a figure is drawn: a smaller region within the larger one around it, a figure for several together as one. */
function homeOf(codes: readonly string[], byCode: ReadonlyMap<string, Region>): string[] {
  if (codes.length > 1) return [...codes].sort()
  const region = byCode.get(codes[0] ?? '')
  return region?.level === 2 && region.parent !== null ? [region.parent] : [...codes]
}

function subjectOf({ statement }: Word, byCode: ReadonlyMap<string, Region>): Subject | null {
  const { service, measure, unit, regions } = statement
  return unit === null ? null : { service, measure, unit, regions: homeOf(regions, byCode) }
}

const measuresThatStand: readonly string[] = standingMeasures

/** Stretches of the same standing and figure that touch are one. */
function joined(steps: readonly IncidentStep[]): IncidentStep[] {
  const whole: IncidentStep[] = []
  for (const step of steps) {
    const before = whole.at(-1)
    const same = before && (['standing', 'low', 'best', 'high'] as const).every((key) => before[key] === step[key])
    if (same) before.until = step.until
    else whole.push({ ...step })
  }
  return whole
}

/** One region of the first level: the whole of the rules, over the incident's own words. */
function regionSteps(tracks: Scene['regions'][number], { service, measure, unit }: Subject, { from, to }: Period): IncidentStep[] {
  const ask = { services: [service], measures: [measure], unit, level: 1 as const, regions: [tracks.region.code] }
  const changes = changesOf(tracks, ask, from, to)
  return changes.map(({ at, headline: { low, best, high, standing } }, index) => ({
    from: iso(at),
    until: iso(changes[index + 1]?.at ?? to),
    ...{ low, best, high, standing },
  }))
}

/** The whole country, or one figure for several regions: what its own track says, which nothing else enters. */
function trackSteps({ pieces }: Track, { from, to }: Period): IncidentStep[] {
  const times = new Set([from])
  for (const piece of pieces)
    for (const time of [piece.from, piece.freshUntil, piece.toldUntil]) if (time > from && time < to && time <= piece.until) times.add(time)
  const ordered = [...times].sort((a, b) => a - b)
  return ordered.map((at, index) => {
    const piece = pieces.findLast((one) => one.from <= at && at < one.until)
    const status = piece === undefined ? 'gone' : statusOf(piece, Number.POSITIVE_INFINITY, at)
    const standing = status === 'gone' || status === 'ended' ? 'notReported' : status
    const told = piece !== undefined && (standing === 'reported' || standing === 'restored')
    const { low, best, high } = told ? piece : { low: null, best: null, high: null }
    return { from: iso(at), until: iso(ordered[index + 1] ?? to), low, best, high, standing }
  })
}

/** The scene of each service is made once, however many lines are drawn in it. */
class Stage {
  private readonly scenes = new Map<Service, Scene>()

  constructor(
    private readonly words: readonly Word[],
    private readonly regions: readonly Region[],
  ) {}

  of(service: Service): Scene {
    const known = this.scenes.get(service)
    const level1 = this.regions.filter(({ level, inPack }) => level === 1 && inPack)
    const scene = known ?? sceneOf(this.words, treeOf(this.regions), { services: [service], regions: level1 })
    this.scenes.set(service, scene)
    return scene
  }

  /** The tracks of one figure that is not one region's alone. */
  together(subject: Subject): Track | undefined {
    const { nation, regions } = this.of(subject.service)
    const shared = regions.flatMap(({ seats }) => seats.map(({ track }) => track))
    const matches = ({ pool, measure, unit, place, regions: codes }: Track) =>
      pool === 'own' &&
      measure === subject.measure &&
      unit === subject.unit &&
      place === null &&
      codes.join() === [...subject.regions].sort().join()
    return [...nation, ...shared].find(matches)
  }
}

function stepsOf(subject: Subject, stage: Stage, period: Period): IncidentStep[] {
  if (!measuresThatStand.includes(subject.measure)) return []
  const [code] = subject.regions
  const region = subject.regions.length === 1 ? stage.of(subject.service).regions.find((tracks) => tracks.region.code === code) : undefined
  if (region !== undefined) return joined(regionSteps(region, subject, period))
  const track = stage.together(subject)
  return track === undefined ? [] : joined(trackSteps(track, period))
}

/** The word that leads each word's moment, by the observation: the line runs through the leading ones. */
function headsOf({ regions, nation }: Scene): Map<string, Word> {
  const pieces = [...nation, ...regions.flatMap(({ seats }) => seats.map(({ track }) => track))].flatMap((track) => track.pieces)
  const heads = new Map(pieces.flatMap(({ head, alternatives }) => alternatives.map((word) => [word.statement.id, head] as const)))
  // Whoever leads one moment is on the line, even where another leads the next, shorter one.
  for (const { head } of pieces) heads.set(head.statement.id, head)
  return heads
}

const saysTheSame = (a: Range, b: Range) => a.low === b.low && a.best === b.best && a.high === b.high

function roleOf(word: Word, subject: Subject, heads: ReadonlyMap<string, Word>): PointRole {
  const { statement, kind } = word
  if (statement.knownUntil !== null) return 'superseded'
  if (statement.source.tier === 4) return 'unverified'
  if (statement.control === 'occupied') return 'occupied'
  if (kind === 'aside') return 'aside'
  if (statement.place !== null || statement.regions.length !== subject.regions.length || statement.regions[0] !== subject.regions[0])
    return 'part'
  const head = heads.get(statement.id)
  if (head?.statement.id === statement.id) return 'line'
  return head !== undefined && saysTheSame(head, word) ? 'agrees' : 'alternative'
}

function pointOf(word: Word, role: PointRole): IncidentPoint {
  const { low, best, high, statement } = word
  const { id, report, source, asOf, regions, place } = statement
  const { publisher, statedBy, tier, url } = source
  return {
    ...{ low, best, high, role, observation: id, report, asOf, regions, place },
    source: { publisher, statedBy, tier, url },
    from: iso(word.from),
    until: iso(word.until),
  }
}

/** When the last figure of the words is too old to hold; how a word ends is the rules' to say, so it is read from the steps. */
function lastTold(lines: readonly IncidentLine[]): number {
  const ends = lines.flatMap(({ steps, points }) => [
    ...steps.map(({ from, until, standing }) => (standing === 'reported' ? until : standing === 'restored' ? from : '')),
    ...points.map(({ until }) => until),
  ])
  return Math.max(0, ...ends.filter(Boolean).map((end) => Date.parse(end)))
}

/** Room behind the last figure, in which the strip says why the line ends. */
const tail = (from: number, end: number) => Math.max(6 * 3_600_000, (end - from) * 0.08)

/**
 * Every count that an incident's own statements give: per service, measure, unit and region (or regions together) the step function that the
 * rules make of them, and each figure with its role in it. Statements that a later one replaced are points and nothing else; those that were
 * retracted are not to be given. The period begins at `from` or at the first word, and ends a little after the last figure is too old, at most
 * `now`, of which nothing later is told. Pure; the order of statements is of no account.
 */
export function incidentLines(
  statements: readonly Statement[],
  regions: readonly Region[],
  { from, now, ...clocks }: { from: string; now: string } & Clocks,
): { from: string; to: string; lines: IncidentLine[] } {
  const tree = treeOf(regions)
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const read = statements.map((statement) => readWord(statement, tree.zoneOf(statement.regions[0] ?? '')))
  const all = read.filter((word) => word.from <= Date.parse(now))
  const begin = Math.min(Date.parse(from), ...all.map((word) => word.from))
  const stage = new Stage(wordsSeen(statements, tree.zoneOf, null, clocks), regions)
  const subjects = new Map<string, { subject: Subject; words: Word[] }>()
  for (const word of all) {
    const subject = hasFigure(word) && word.kind !== 'restoration' ? subjectOf(word, byCode) : null
    if (subject === null) continue
    const known = subjects.get(keyOf(subject))
    if (known) known.words.push(word)
    else subjects.set(keyOf(subject), { subject, words: [word] })
  }
  const linesUntil = (to: number): IncidentLine[] =>
    [...subjects.values()].map(({ subject, words }) => {
      const heads = headsOf(stage.of(subject.service))
      const points = words.map((word) => pointOf(word, roleOf(word, subject, heads)))
      points.sort((a, b) => (`${a.from} ${a.report} ${a.observation}` < `${b.from} ${b.report} ${b.observation}` ? -1 : 1))
      return { ...subject, steps: stepsOf(subject, stage, { from: begin, to }), points }
    })
  const present = Math.max(Date.parse(now), begin + 1)
  const end = lastTold(linesUntil(present))
  const to = Math.min(present, end + tail(begin, end))
  const lines = linesUntil(Math.max(to, begin + 1)).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  return { from: iso(begin), to: iso(Math.max(to, begin + 1)), lines }
}
