import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How a body may be coded on its way, in the order of our liking. */
export const codings = ['br', 'gzip', 'identity'] as const
export type Coding = (typeof codings)[number]

/** An answer as it was worked out, whole. */
export interface WholeAnswer {
  status: number
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** Below this many bytes a coded body saves nothing that is worth the work. */
const leastCoded = 1024
// Enough for a page in some milliseconds: an answer that tells of the present lives for a minute, and who asks first waits for it.
const brotliQuality = 5
const gzipLevel = 6

function compress(coding: Exclude<Coding, 'identity'>, body: Buffer): Promise<Buffer> {
  if (coding === 'gzip') return promisify(gzip)(body, { level: gzipLevel })
  const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  return promisify(brotliCompress)(body, { params })
}

const isText = (type = '') => /^text\/|^application\/(?:[\w.-]+\+)?(?:json|xml)\b/.test(type)

interface Hold {
  /** Whether everybody who asks the same may have it; else it is for who asked. */
  isForAll: boolean
  /** In milliseconds: it holds from here … */
  from: number
  /** … up to here. */
  until: number
}

/** An answer that may be kept, with each coding of its body once anybody has asked for it. */
export class KeptAnswer {
  readonly #coded = new Map<Coding, Buffer>()
  readonly #coming = new Map<Coding, Promise<Buffer>>()
  /** Whether its body is worth coding. */
  readonly isCoded: boolean

  constructor(
    readonly whole: WholeAnswer,
    readonly tag: string,
    readonly hold: Hold,
  ) {
    this.isCoded = whole.body.length >= leastCoded && isText(whole.headers['content-type'])
  }

  /** What its bodies take of the memory. */
  get bytes(): number {
    return [...this.#coded.values()].reduce((sum, body) => sum + body.length, this.whole.body.length)
  }

  holdsAt(now: number): boolean {
    return this.hold.from <= now && now < this.hold.until
  }

  /** Its body in a coding; undefined while nobody has asked for that. */
  ready(coding: Coding): Buffer | undefined {
    return coding === 'identity' ? this.whole.body : this.#coded.get(coding)
  }

  /** Its body in a coding, which is worked out once however many ask. */
  async code(coding: Coding): Promise<Buffer> {
    if (coding === 'identity') return this.whole.body
    const coming = this.#coming.get(coding) ?? compress(coding, this.whole.body)
    this.#coming.set(coding, coming)
    const body = await coming
    this.#coded.set(coding, body)
    return body
  }
}
