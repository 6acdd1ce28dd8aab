export interface Line {
  name: string
  parameters: Record<string, string>
  value: string
}

/** The lines of a calendar, unfolded, with what a text says. Throws for a line of more than 75 octets, one without a name, and an end that is not CRLF. */
export function readCalendar(file: string): Line[] {
  if (!file.endsWith('\r\n')) throw new Error('the last line has no end')
  if (/[^\r]\n|\r[^\n]/.test(file)) throw new Error('an end of a line is not CRLF')
  const physical = file.slice(0, -2).split('\r\n')
  for (const line of physical) if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets: ${line}`)
  return physical
    .join('\r\n')
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) => {
      const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[^;:"]*)*):(.*)$/su.exec(line) ?? []
      if (name === '') throw new Error(`not a line: ${line}`)
      const given = parameters.split(';').slice(1)
      return { name, parameters: Object.fromEntries(given.map((one) => one.split('=', 2))), value }
    })
}

/** What a TEXT value says. */
export const textIn = (value: string): string => value.replace(/\\(.)/gs, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char))

/** The events of a calendar, each as its lines by name. Throws for what is open or closed in the wrong place. */
export function eventsIn(lines: readonly Line[]): Map<string, Line>[] {
  const events: Map<string, Line>[] = []
  let open: Map<string, Line> | null = null
  for (const line of lines) {
    const said = `${line.name}:${line.value}`
    if (said === 'BEGIN:VEVENT' && open === null) open = new Map()
    else if (said === 'END:VEVENT' && open !== null) {
      events.push(open)
      open = null
    } else if (/^(BEGIN|END):VEVENT$/.test(said)) throw new Error('events are not one after the other')
    else open?.set(line.name, line)
  }
  return events
}
