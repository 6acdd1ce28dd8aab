/** Which days lie along the width of a drawing, so that pointing at it can mean a day. */
export interface PlotTime {
  /** The territory's day that the left edge lies in, `YYYY-MM-DD`. */
  day: string
  /** Hours of that day before the left edge. */
  lead: number
  /** Hours from edge to edge. */
  hours: number
  /** How many days are chosen at once: a day, or a week. */
  pick: number
}

const hoursOfDay = 24
const msOfDay = 86_400_000

/** The time of a drawing as attributes of its element; `plotTimeIn` reads them back. */
export const plotAttributes = ({ day, lead, hours, pick }: PlotTime) => ({
  'data-plot': '',
  'data-day': day,
  'data-lead': Math.round(lead * 10) / 10,
  'data-hours': Math.round(hours * 10) / 10,
  'data-pick': pick,
})

/** Null where the element says no time. */
export function plotTimeIn({ day, lead, hours, pick }: Partial<Record<string, string>>): PlotTime | null {
  const time = { day: day ?? '', lead: Number(lead), hours: Number(hours), pick: Number(pick) }
  const isTold = /^\d{4}-\d{2}-\d{2}$/.test(time.day) && time.lead >= 0 && time.hours > 0 && time.pick >= 1
  return isTold ? time : null
}

/** How many days (or weeks) can be chosen. */
export const pickCount = ({ lead, hours, pick }: PlotTime): number => Math.max(1, Math.ceil((lead + hours) / (hoursOfDay * pick)))

/** The day (or week) at a fraction of the width, counted from 0; beyond the edges the one at the edge. */
export function pickAt(time: PlotTime, fraction: number): number {
  const at = Math.floor((fraction * time.hours + time.lead) / (hoursOfDay * time.pick))
  return Math.min(pickCount(time) - 1, Math.max(0, at))
}

/** Where a stretch of days begins and ends, as fractions of the width. */
export function edgesOf(time: PlotTime, first: number, last: number): [number, number] {
  const edge = (index: number) => Math.min(1, Math.max(0, (index * hoursOfDay * time.pick - time.lead) / time.hours))
  return [edge(Math.min(first, last)), edge(Math.max(first, last) + 1)]
}

const dayAfter = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * msOfDay).toISOString().slice(0, 10)

/** The plain days that a stretch from one pick to another holds, both ends included, whichever came first. */
export function daysOf({ day, pick }: PlotTime, first: number, last: number): { from: string; to: string } {
  return { from: dayAfter(day, Math.min(first, last) * pick), to: dayAfter(day, (Math.max(first, last) + 1) * pick - 1) }
}
