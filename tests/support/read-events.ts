/** One event as a client of Server-Sent Events has it. `data` is null where only the place was told. */
export interface ReadEvent {
  id: string
  event: string
  data: unknown
}

/** The events of a stream's text, in order; comments and what else is no event left out. */
export function readEvents(text: string): ReadEvent[] {
  return text.split('\n\n').flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1).trimStart()] as const),
    )
    const [id, data] = [fields.get('id'), fields.get('data')]
    return id === undefined ? [] : [{ id, event: fields.get('event') ?? 'message', data: data === undefined ? null : JSON.parse(data) }]
  })
}
