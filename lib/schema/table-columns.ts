/** The columns of a table of statements that carry what was said, in the order in which they are written; an import reads them by name. */
export const saidColumns = [
  'incident',
  'incidentTitle',
  'kind',
  'incidentStart',
  'incidentStartPrecision',
  'incidentEnd',
  'incidentEndPrecision',
  'wave',
  'report',
  'supersedes',
  'regions',
  'place',
  'control',
  'service',
  'measure',
  'basis',
  'unit',
  'value',
  'min',
  'max',
  'qualifier',
  'quantityText',
  'state',
  'note',
  'quote',
  'reportQuote',
  'asOf',
  'asOfPrecision',
  'publishedAt',
  'publisher',
  'statedBy',
  'tier',
  'url',
  'archiveUrl',
  'lang',
] as const
export type SaidColumn = (typeof saidColumns)[number]

/** Columns without which no row can be read; a mapping has to say where each comes from. */
export const neededColumns = [
  'incidentTitle',
  'regions',
  'service',
  'measure',
  'state',
  'asOf',
  'publisher',
  'tier',
  'url',
] as const satisfies readonly SaidColumn[]

/** Columns that this ledger gives to what it takes in: written, and told apart from the rest when they are read back. */
export const givenColumns = ['id', 'recordedAt'] as const
export type TableColumn = SaidColumn | (typeof givenColumns)[number]
