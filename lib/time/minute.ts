const length = 60_000

/** The minute of the epoch that an instant lies in. */
export const minuteOf = (instant: string): number => Math.floor(Date.parse(instant) / length)

/** The beginning of a minute of the epoch, in the form in which the text order of instants is that of time. */
export const instantOfMinute = (minute: number): string => new Date(minute * length).toISOString()
