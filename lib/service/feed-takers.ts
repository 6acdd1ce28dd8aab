import { createHash } from 'node:crypto'
import { dtekSchedules } from '@/lib/ingest/dtek-schedule'
import { FeedFault } from '@/lib/ingest/feed-fault'
import { type OdinPage, odin, odinAddress, odinMost, odinPageOf, odinPage as odinPageSize, odinSnapshot } from '@/lib/ingest/odin'
import { yasnoSchedules } from '@/lib/ingest/yasno-schedule'
import type { Get, GetAnswer, GetFailure } from '@/lib/outgoing/guarded-get'
import type { FeedSource, SetAside } from '@/lib/schema/feed-source'
import type { Validators } from '@/lib/store/poll-table'
import type { Context } from './context'
import { ServiceError } from './errors'
import { importRecords } from './import-records'
import { AsideCount } from './set-aside'
import { requireTerritory } from './take-readings-file'
import { takeSchedule } from './take-schedule'
import { takeSnapshots } from './take-snapshots'

/** Who asks, and with what. */
export interface Poller extends Context {
  get: Get
  /** From 0 up to 1. */
  random: () => number
}

/** A source that gave nothing to take: why, and for how many seconds it asks to be left alone. */
export class NotGiven extends Error {
  constructor(
    readonly failure: GetFailure | number,
    readonly retryAfter: number | null = null,
  ) {
    super(`the source gave nothing: ${failure}`)
  }
}

const agent = { 'User-Agent': 'outage-ledger', Accept: 'application/json, text/csv, application/x-ndjson, */*;q=0.1' }

/** What a source answered; null where it is what was taken in before. Throws NotGiven. */
async function asked({ get }: Poller, url: URL, known: Validators): Promise<GetAnswer | null> {
  const conditions = {
    ...(known.etag !== null && { 'If-None-Match': known.etag }),
    ...(known.lastModified !== null && { 'If-Modified-Since': known.lastModified }),
  }
  const answer = await get(url, { ...agent, ...conditions })
  if ('failure' in answer) throw new NotGiven(answer.failure)
  if (answer.status === 304) return null
  if (answer.status !== 200) throw new NotGiven(answer.status, answer.retryAfter)
  return answer
}

/** What came of a source: what to ask again with, and what was not taken in; null where it answered what it did before, or counts that elsewhere. */
export interface TakenFeed {
  validators: Validators
  aside: SetAside[] | null
}

const nothingKnown: Validators = { etag: null, lastModified: null }
const validatorsOf = ({ etag, lastModified }: GetAnswer): Validators => ({ etag, lastModified })

/** Every page of one moment. An answer that is as before is asked for whole all the same: that nothing has changed is a snapshot too. */
async function takeOdin(poller: Poller, source: FeedSource): Promise<TakenFeed> {
  requireTerritory(poller, 'us')
  const time = poller.clock()
  const pages: OdinPage[] = []
  for (let offset = 0, total = 1; offset < total; offset += odinPageSize) {
    if (offset >= odinMost) throw new FeedFault('odin', 'has more records than the API gives')
    const answer = await asked(poller, odinAddress(new URL(source.url), offset), nothingKnown)
    if (answer === null) throw new NotGiven(304)
    const page = odinPageOf(answer.body.toString('utf8'))
    pages.push(page)
    total = page.total
  }
  const aside = new AsideCount()
  const snapshot = odinSnapshot(pages, time, { territory: poller.territory, onSetAside: aside.add })
  async function* one() {
    yield snapshot
  }
  await takeSnapshots(poller, { ...odin, id: source.id }, one(), new URL(source.url).host)
  return { validators: nothingKnown, aside: aside.list() }
}

const scheduleReaders = { 'dtek-schedule': dtekSchedules, 'yasno-schedule': yasnoSchedules } as const
type ScheduleSource = Extract<FeedSource, { operator: string }>

/** The days of an answer, each by itself: one that lies too far ahead keeps no other back. */
async function takeSchedules(poller: Poller, source: ScheduleSource, known: Validators): Promise<TakenFeed> {
  const region = poller.territory.find(source.region)
  if (region === undefined) throw new ServiceError('invalid-record', `${source.region} is not a region of this territory.`)
  const answer = await asked(poller, new URL(source.url), known)
  if (answer === null) return { validators: known, aside: null }
  const { origin, pathname } = new URL(source.url)
  const announcer = {
    operator: source.operator,
    region: { code: region.code, name: region.name.en, zone: region.zone },
    // What stands behind a question mark may be a key.
    url: source.page ?? `${origin}${pathname}`,
  }
  const aside = new AsideCount()
  const reading = { zone: region.zone, onSetAside: aside.add }
  for (const schedule of scheduleReaders[source.feed](answer.body.toString('utf8'), reading)) {
    await takeSchedule(poller, source.id, announcer, schedule).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || error.problem !== 'invalid-record') throw error
      aside.add({ line: 0, field: 'day', reason: 'is a schedule that cannot be told: too far ahead, or none', text: schedule.day })
    })
  }
  return { validators: validatorsOf(answer), aside: aside.list() }
}

/** A file of records, by the import that takes every file in; what it cannot read waits in its quarantine. */
async function takeRecords(poller: Poller, source: Extract<FeedSource, { feed: 'records' }>, known: Validators): Promise<TakenFeed> {
  const answer = await asked(poller, new URL(source.url), known)
  if (answer === null) return { validators: known, aside: null }
  const sha256 = createHash('sha256').update(answer.body).digest('hex')
  async function* bytes() {
    yield answer?.body ?? new Uint8Array()
  }
  await importRecords(poller, { name: source.id, sha256, type: source.type, mapping: source.mapping, read: bytes })
  return { validators: validatorsOf(answer), aside: [] }
}

/**
 * Asks a source and takes in what it gives, by the verbs that everybody's records go through. Answers what to ask again with, and what was set aside. Throws NotGiven,
 * FeedFault and ServiceError; what was taken in before stays as it is.
 */
export function takeFeed(poller: Poller, source: FeedSource, known: Validators): Promise<TakenFeed> {
  switch (source.feed) {
    case 'odin':
      return takeOdin(poller, source)
    case 'dtek-schedule':
    case 'yasno-schedule':
      return takeSchedules(poller, source, known)
    case 'records':
      return takeRecords(poller, source, known)
  }
}
