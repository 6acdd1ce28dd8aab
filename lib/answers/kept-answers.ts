import { LRUCache } from 'lru-cache'
import { tagOf } from '@/lib/http/answer'
import { ServiceError } from '@/lib/service/errors'
import { KeptAnswer, type WholeAnswer } from './kept-answer'
import { type Question, toldApart } from './question'

/** What the framework answered, with whether it looked at the clock for it. */
export interface Worked {
  whole: WholeAnswer
  readsPresent: boolean
}

interface Needs {
  /** The last row of the ledger, of whatever process. */
  head: () => Promise<number>
  /** When the next hold ends, in milliseconds; null where nothing is held. */
  nextRelease: () => Promise<number | null>
  /** Works an answer out; null where it is too long to keep. */
  ask: (question: Question) => Promise<Worked | null>
  /** Milliseconds. */
  clock: () => number
  /** How many answers are worked out at once; 0 sets no limit. */
  atOnce: number
  /** How many bytes may be kept; 0 keeps nothing. */
  most: number
  /** For how long after it was last sure of the ledger an answer may still be given as an old one, in milliseconds. */
  lastGoodFor: number
}

/**
 * How long what is known of the ledger is trusted, in milliseconds. The store tells of a write at once; this is for a line to the database
 * that broke unheard, and the most that anything lives on which nobody told of.
 */
const trusted = 1000
const minute = 60_000
/** What an entry takes beside its bodies. */
const overhead = 1024

/** A working out that others may wait for. */
interface Flight {
  until: number
  answer: Promise<KeptAnswer | null>
}

const never = Number.POSITIVE_INFINITY

const lives = { ledger: never, minute, second: 1000 } as const

/** Whether it failed on our side. A page that failed on its way has begun as a right one and ends with the mark of an error. */
export function isFailure({ status, body }: WholeAnswer, { isApi }: Question): boolean {
  return status >= 500 || (!isApi && (body.includes(':E{"digest"') || body.includes(':E{\\"digest\\"')))
}

/** Whether an answer may be given to others: whole, right, nobody's own, and told apart by nothing that we do not tell apart. */
function isForAll(whole: WholeAnswer, question: Question): boolean {
  const { status, headers } = whole
  const { isApi } = question
  if (status !== 200 || headers['set-cookie'] !== undefined || isFailure(whole, question)) return false
  // The framework calls every page private; of the pages we know which are.
  if (isApi && /no-store|private/.test(headers['cache-control'] ?? 'no-store')) return false
  const varies = (headers.vary ?? '').split(',').map((name) => name.trim().toLowerCase())
  return varies.every((name) => name === '' || toldApart.has(name))
}

/**
 * Public answers, kept for as long as they are what would be worked out anew: to the next write of any process, the next end of a hold, and,
 * where they tell of the present, the end of the minute. What many ask at once is worked out once.
 */
export class KeptAnswers {
  readonly #needs: Needs
  readonly #answers: LRUCache<string, KeptAnswer>
  readonly #flights = new Map<string, Flight>()
  /** Questions whose answers are not for all, so that nobody waits for one in vain. */
  readonly #notKept = new LRUCache<string, true>({ max: 1000 })
  /** How many answers are being worked out, those included that a forgetting let go of. */
  #working = 0
  /** Grows with every forgetting; what was begun before is not kept after. */
  #age = 0
  #seq: number | null = null
  #release: number | null = null
  /** When it was last sure, in milliseconds. */
  #checkedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<void> | null = null
  /** The same, and stays through a forgetting: what is kept after one was worked out after it. */
  #sureAt = Number.NEGATIVE_INFINITY

  constructor(needs: Needs) {
    this.#needs = needs
    this.#answers = new LRUCache({ maxSize: Math.max(1, needs.most), sizeCalculation: ({ bytes }, key) => bytes + key.length + overhead })
  }

  /** Lets go of everything: the ledger has changed. */
  forget(): void {
    this.#age += 1
    this.#answers.clear()
    this.#flights.clear()
    this.#notKept.clear()
    this.#checkedAt = Number.NEGATIVE_INFINITY
  }

  /** An answer that is here and holds, without waiting for anything. */
  find({ key }: Question): KeptAnswer | undefined {
    const now = this.#needs.clock()
    if (!this.#isSure(now)) return undefined
    const answer = this.#answers.get(key)
    return answer?.holdsAt(now) ? answer : undefined
  }

  /**
   * The answer to a question, which is for all or, where it is not, for who asked first. Null where each has to ask for themselves: it is
   * no answer to give to others, or nothing is sure now. Throws unavailable, at once, where as much is worked out as may be, and nothing else.
   */
  async answer(question: Question): Promise<KeptAnswer | null> {
    try {
      await this.#makeSure()
      const found = this.find(question)
      if (found !== undefined) return found
      if (this.#notKept.has(question.key)) return null
      const now = this.#needs.clock()
      const flight = this.#flights.get(question.key)
      if (flight === undefined || now >= flight.until) return await this.#depart(question, now)
      const answer = await flight.answer
      return answer?.hold.isForAll ? answer : null
    } catch (error) {
      if (error instanceof ServiceError) throw error
      // Whoever asks for themselves learns what is wrong.
      return null
    }
  }

  /**
   * The answer that held last, for when the ledger cannot be asked: nothing was written since of which this process has heard. What others may
   * have taken down meanwhile sets the time for which it is given. Null where none is kept.
   */
  lastGood({ key }: Question): KeptAnswer | null {
    const since = this.#needs.clock() - this.#sureAt
    return since <= this.#needs.lastGoodFor ? (this.#answers.peek(key) ?? null) : null
  }

  /** Counts an answer anew that a coding of its body has made larger. */
  weigh({ key }: Question, answer: KeptAnswer): void {
    if (this.#answers.peek(key) !== answer) return
    this.#answers.delete(key)
    this.#answers.set(key, answer)
  }

  #isSure(now: number): boolean {
    return now >= this.#checkedAt && now - this.#checkedAt < trusted && (this.#release === null || now < this.#release)
  }

  async #makeSure(): Promise<void> {
    while (!this.#isSure(this.#needs.clock())) {
      this.#checking ??= this.#check().finally(() => {
        this.#checking = null
      })
      await this.#checking
    }
  }

  /** Asks where the ledger ends, and forgets where that is somewhere else than before or a hold has ended. */
  async #check(): Promise<void> {
    const { head, nextRelease, clock } = this.#needs
    const now = clock()
    const before = this.#age
    const seq = await head()
    if (this.#age !== before) return
    if (seq !== this.#seq || (this.#release !== null && now >= this.#release)) {
      this.forget()
      const age = this.#age
      // After the head: a hold that a write between the two begins shows by that write's row at the next check.
      const release = await nextRelease()
      if (this.#age !== age) return
      this.#release = release
      this.#seq = seq
    }
    this.#checkedAt = now
    this.#sureAt = now
  }

  #depart(question: Question, from: number): Promise<KeptAnswer | null> {
    const { atOnce } = this.#needs
    if (atOnce > 0 && this.#working >= atOnce)
      throw new ServiceError('unavailable', 'Too much is asked at once; try again in a moment.', { retryAfter: 1 })
    const endOfMinute = Math.floor(from / minute) * minute + minute
    const answer = this.#work(question, from, endOfMinute)
    const flight: Flight = { until: Math.min(this.#release ?? never, endOfMinute), answer }
    this.#flights.set(question.key, flight)
    const landed = () => this.#flights.get(question.key) === flight && this.#flights.delete(question.key)
    answer.then(landed, landed)
    return answer
  }

  async #work(question: Question, from: number, endOfMinute: number): Promise<KeptAnswer | null> {
    const { key, life } = question
    const [age, release] = [this.#age, this.#release ?? never]
    this.#working += 1
    const worked = await this.#needs.ask(question).finally(() => {
      this.#working -= 1
    })
    const isStill = age === this.#age
    if (worked === null) {
      if (isStill) this.#notKept.set(key, true)
      return null
    }
    const { whole, readsPresent } = worked
    const isOfMinute = readsPresent || life !== 'ledger'
    const until = Math.min(release, isOfMinute ? endOfMinute : never, from + lives[life])
    const hold = { isForAll: isForAll(whole, question), from, until }
    const answer = new KeptAnswer(whole, whole.headers.etag ?? tagOf(whole.body), hold)
    if (!isStill) return answer
    if (!hold.isForAll) {
      // A failure may pass at once; everything else stays as it is while the ledger does.
      if (whole.status !== 200 && whole.status < 500) this.#notKept.set(key, true)
    } else if (answer.holdsAt(this.#needs.clock())) this.#answers.set(key, answer)
    return answer
  }
}
