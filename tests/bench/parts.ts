import type { Part } from './part'

/** The parts of the bench by name, in the order in which they run. Each is loaded only when it runs. */
export const parts: Readonly<Record<string, Part>> = {
  impact: {
    how: 'The rules alone: impact of 27 regions at one moment, of statements spread over a year. Medians of 5 rounds; the ratio is to 1,000 of the same round.',
    rows: { '1,000 statements': '', '10,000 statements': '', '100,000 statements': '' },
    measure: async () => (await import('./impact-bench')).benchImpact(),
  },
  anew: {
    how: 'Impact of hours that nobody has asked for, in process, embedded store: no answer is kept. What was read of the store is, for the moments of a week: with nothing read before, each hour is the first of its week; after a write, one record was added before each. The ratio is to the query of the store alone and the writing of the same answer, in processor time, which other work on the machine disturbs least.',
    rows: {
      'the shipped records, in a week that was asked about': 'at most 1.3 ×',
      'the shipped records, with nothing read before': 'at most 1.3 ×',
      'the shipped records, after a write': 'at most 1.3 ×',
      '4,500 statements, in a week that was asked about': 'at most 1.3 ×',
      '4,500 statements, with nothing read before': 'at most 1.3 ×',
      '4,500 statements, after a write': 'at most 1.3 ×',
    },
    measure: async () => (await import('./anew-bench')).benchAnew(),
  },
  steps: {
    how: 'A step of the time slider in which every area changes, without the browser’s own drawing. Medians, and the slowest.',
    rows: { '27 areas': 'at most 16 ms', '3,200 areas': 'at most 50 ms' },
    measure: async () => (await import('./steps-bench')).benchSteps(),
  },
  history: {
    how: 'What a read costs on ledgers whose past grows while their density stays, embedded store. Medians of 5 rounds on 100,000 observations; the ratio is to 1,000.',
    rows: {
      'impact of 27 regions at one moment': '',
      'series of 27 regions over 90 days': '',
      'where a page opens': '',
      'all that the dashboard asks': '',
    },
    measure: async () => (await import('./history-bench')).benchHistory(),
  },
  readings: {
    how: 'Readings of one feed in 27 areas, every one a change, over a past that grows while its density stays. Of reads the ratio is 10,000,000 readings to 100,000 of the same round; of the import it is its rate to that of a bare bulk insert of as many rows, by prepared inserts in one transaction, in processor time, or by COPY from a file, by the clock. The whole command is what takes a file in the layout of EAGLE-I in from a terminal, its start and its memory included. PostgreSQL where BENCH_READINGS_DATABASE_URL names a server that lets databases be made.',
    rows: Object.fromEntries([
      ['a file of 10,000,000 rows, the whole command, embedded', 'at least 0.5 ×, below 300 MB'],
      ...['embedded', 'PostgreSQL'].flatMap((engine) => [
        [`import of 10,000,000 readings, ${engine}`, 'at least 0.5 ×, below 300 MB'],
        [`the last 100,000 of them again, ${engine}`, ''],
        [`impact of 27 areas, ${engine}`, 'at most 1.5 ×'],
        [`series of 27 areas by day over 90 days, ${engine}`, 'at most 1.5 ×'],
      ]),
    ]),
    measure: async () => (await import('./readings-bench')).benchReadings(),
  },
  routes: {
    how: 'The built server under 8 connections, 5 rounds of 2 s each way. The ratio is of requests a second to a bare node:http server that gives the same bytes. Kept: from the memory of answers; anew: worked out each time.',
    rows: { 'impact, kept': '', 'first page, kept': '', 'impact, anew': '', 'first page, anew': '' },
    measure: async () => (await import('./routes-bench')).benchRoutes(),
  },
  map: {
    how: 'The live map in Chromium with 200,000 statements, the counties of the United States standing for a territory of 3,200 areas. The ratio is to 27 regions.',
    rows: {
      'a step, 27 regions': '',
      'a step, 3,200 areas': '',
      'panning, 27 regions': '',
      'panning, 3,200 areas': '',
    },
    measure: async () => (await import('./map-bench')).benchMap(),
  },
  us: {
    how: 'The built server with the counties of the United States and a month of their readings by the quarter of an hour (3.1 million, about 1,080 counties out at once), nothing kept. A step is how long the page’s own thread is busy from the key on the slider to the second frame after it, in processor time.',
    rows: {
      'the heaviest first document': 'at most 60 KB',
      'the page of Texas': '',
      'impact of 3,231 counties': '',
      'series of 3,231 counties by day over 30 days': '',
      'a step, states in view': 'at most 50 ms',
      'a step, counties in view': 'at most 50 ms',
    },
    measure: async () => (await import('./us-bench')).benchUs(),
  },
  exports: {
    how: 'Exports of 200,000 observations from the built server, read at full speed. PostgreSQL where BENCH_DATABASE_URL names an empty database.',
    rows: Object.fromEntries(
      ['embedded', 'PostgreSQL'].flatMap((engine) =>
        ['observations as CSV', 'observations as Parquet', 'observations as GeoJSON', 'incidents as CSV'].map((list) => [
          `${list}, ${engine}`,
          'first byte in 1 s, 150 MB above idle',
        ]),
      ),
    ),
    measure: async () => (await import('./export-bench')).benchExports(),
  },
  load: {
    how: 'A thousand open streams, 200 reads of impact a second and a write each second on the built server for five minutes, embedded store; the readers and the writer are on the same machine. Idle: the same reads before.',
    rows: {
      'reads that failed': 'none',
      'streams that ended, or missed or repeated a change': 'none',
      'changes of records that were acknowledged': 'two each',
      '99 % of reads, ms': 'at most 5 × idle',
      'resident memory, first to last quarter': 'flat',
    },
    measure: async () => (await import('./load-bench')).benchLoad(),
  },
  soak: {
    how: 'Half an hour of everything at once on the built server, embedded store: 20 reads a second of pages, lists, exports, feeds and maps in turn, every five seconds a record that is posted, corrected and retracted or taken down, every half second a visit to the stream. Quarters are of what follows the first third, in which memory warms up.',
    rows: {
      'reads that failed': 'none',
      'records and streams that failed': 'none',
      'problems in health at the end': 'none',
      'resident memory, first to last quarter': 'flat',
      'open handles, first to last quarter': 'flat',
    },
    measure: async () => (await import('./soak-bench')).benchSoak(),
  },
}
