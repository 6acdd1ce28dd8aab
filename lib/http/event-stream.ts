import { noteWay } from '@/lib/log/request-trace'
import { contentType } from './negotiate'

/** What a stream sends: an event; or, without data, only the place its reader stands at; or, with neither, a comment as a sign of life. */
export interface ServerEvent<D> {
  id?: string
  data?: D
}

/** Milliseconds after which a browser opens a stream again that broke. */
const retry = 5000

/** One event in the text of an event stream. Ids and names hold no line break, and JSON none either. */
function eventText(name: string, { id, data }: ServerEvent<unknown>): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(data === undefined ? [] : [`event: ${name}`, `data: ${JSON.stringify(data)}`]),
  ]
  return `${lines.length === 0 ? ':' : lines.join('\n')}\n\n`
}

const encoder = new TextEncoder()
const written = new WeakMap<readonly ServerEvent<unknown>[], Uint8Array>()

/** The bytes of events of one name. A list that many are sent is written once. */
function bytesOf(name: string, events: readonly ServerEvent<unknown>[]): Uint8Array {
  const known = written.get(events)
  if (known !== undefined) return known
  const bytes = encoder.encode(events.map((event) => eventText(name, event)).join(''))
  written.set(events, bytes)
  return bytes
}

/**
 * The answer that events are sent in as they come, at the pace of the reader: nothing is kept for one who does not take it. What `open`
 * opens answers in one list what there is at once, and is told by its signal when the reader is gone. Not to be kept, and not to be
 * rewritten on the way, since that would hold it up.
 */
export async function eventStream<D>(
  name: string,
  asked: AbortSignal,
  open: (signal: AbortSignal) => Promise<AsyncGenerator<readonly ServerEvent<D>[]>>,
): Promise<Response> {
  const gone = new AbortController()
  const events = await open(AbortSignal.any([asked, gone.signal]))
  noteWay('streamed')
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${retry}\n\n`)),
      async pull(controller) {
        const { done, value } = await events.next()
        if (done) controller.close()
        else controller.enqueue(bytesOf(name, value))
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 1 },
  )
  const headers = {
    'Content-Type': contentType('events'),
    'Cache-Control': 'no-cache, no-transform',
    Vary: 'Accept',
    'X-Accel-Buffering': 'no',
  }
  return new Response(body, { headers })
}
