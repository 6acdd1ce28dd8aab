/** The files a chart can be saved as. */
export const fileFormats = ['png', 'svg', 'csv'] as const
export type FileFormat = (typeof fileFormats)[number]

export const isFileFormat = (text: unknown): text is FileFormat => fileFormats.some((format) => format === text)

/** The name of a chart's file: what it shows and of when, `outage-ledger-household-hours-2026-01-08.svg`. */
export const fileName = (chart: string, day: string | undefined, format: FileFormat): string =>
  `${['outage-ledger', chart, day].filter(Boolean).join('-')}.${format}`
