import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { dataPackageOf, type OtherFile } from '@/lib/export/data-package'
import type { Download } from '@/lib/export/downloads'
import { incidentTable } from '@/lib/export/incident-columns'
import { observationTable } from '@/lib/export/observation-columns'
import { regionShapes } from '@/lib/export/region-shapes'
import type { Table } from '@/lib/export/table'
import { tableBytes, tableFormats } from '@/lib/export/table-formats'
import { toFeatures } from '@/lib/regions/topology'
import { IncidentQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import type { PublicReading } from '@/lib/service/context'
import { type ExportedRows, exportIncidents, exportObservations } from '@/lib/service/export-records'
import { getCoverage } from '@/lib/service/get-coverage'
import type { PublicState, PublicView } from '@/lib/store/store'

/** What a dump of nothing is as of. */
const never: Instant = '1970-01-01T00:00:00.000Z'
/** How often a dump is begun anew because something was written while it read what has to fit together. */
const attempts = 5
const pageSize = 500

interface Written {
  bytes: number
  sha256: string
}

/** Writes a file as its bytes come. */
async function write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  const counted = async function* () {
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.byteLength
      yield piece
    }
  }
  await pipeline(counted, createWriteStream(path))
  return { bytes, sha256: hash.digest('hex') }
}

/** Everything that became public or ceased to be, a line each, without the cursors, which differ from one asking to the next. */
async function* changeLines(view: PublicView, end: { cursor?: string }): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (let more = true; more; ) {
    const page = await view.changes({ limit: pageSize, ...(end.cursor !== undefined && { since: end.cursor }) })
    for (const { cursor: _, ...change } of page.rows) yield encoder.encode(`${JSON.stringify(change)}\n`)
    end.cursor = page.next
    more = page.more
  }
}

async function* boundaryText({ territory }: PublicReading): AsyncGenerator<Uint8Array> {
  const features = ([1, 2] as const).flatMap((level) => toFeatures(territory.geometry(level, 'web')).features)
  yield new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }))
}

/** One table in every format, each read anew. */
async function writeTable<Row>(
  folder: string,
  table: Table<Row>,
  { territory }: PublicReading,
  rows: () => Promise<ExportedRows<Row>>,
): Promise<Download[]> {
  const shapes = regionShapes(territory)
  const written: Download[] = []
  for (const format of tableFormats) {
    const { pieces, asOf, knownAt } = await rows()
    const path = `${table.name}.${format}`
    const file = await write(
      join(folder, path),
      tableBytes(format, table, pieces, { shapes, head: { asOf, knownAt }, boundaries: territory.boundaries }),
    )
    written.push({ table, format, path, ...file })
  }
  return written
}

const ledgerFile = {
  name: 'ledger',
  path: 'ledger.jsonl',
  format: 'jsonl',
  mediatype: 'application/x-ndjson',
  description:
    'The public ledger: every record that became public, was corrected or ceased to be, a line each, as /api/v1/changes tells it.',
}
const boundaryFile = {
  name: 'regions',
  path: 'regions.geojson',
  format: 'geojson',
  mediatype: 'application/geo+json',
}

/** Writes every file into a folder; null where something was written meanwhile, and the files may not fit together. */
async function writeFiles(folder: string, ctx: PublicReading): Promise<{ names: string[]; state: PublicState } | null> {
  const state = await ctx.store.publicView(ctx.clock()).state()
  // Everything is told as of the last change, so that time alone changes no byte.
  const still = { ...ctx, clock: () => state.time ?? never }
  const end: { cursor?: string } = {}
  const ledger = await write(join(folder, ledgerFile.path), changeLines(ctx.store.publicView(still.clock()), end))
  const told = await getCoverage(still, state)
  if (!isSame(state, await ctx.store.publicView(still.clock()).state())) return null
  const query = IncidentQuery.parse({})
  const downloads = [
    ...(await writeTable(folder, incidentTable, still, () => exportIncidents(still, query, state))),
    ...(await writeTable(folder, observationTable, still, () => exportObservations(still, query, state))),
  ]
  const { credit, licence } = ctx.territory.boundaries
  const boundaries = await write(join(folder, boundaryFile.path), boundaryText(ctx))
  const others: OtherFile[] = [
    { ...ledgerFile, ...ledger },
    { ...boundaryFile, description: `The boundaries of the regions, by code. ${licence.title}, ${credit}.`, ...boundaries },
  ]
  const described = JSON.stringify(dataPackageOf(told, downloads, others), null, 2)
  // Read last: what was taken down while the files were written may stand in one of them.
  const since = await ctx.store.publicView(ctx.clock()).changes({ limit: pageSize, ...(end.cursor !== undefined && { since: end.cursor }) })
  if (since.more || since.rows.some(({ kind }) => kind === 'takenDown')) return null
  await writeFile(join(folder, 'datapackage.json'), `${described}\n`)
  return { names: [...downloads, ...others].map(({ path }) => path), state }
}

const isSame = (a: PublicState, b: PublicState) => a.seq === b.seq && a.held === b.held && a.time === b.time

/**
 * Writes everything that is public into a folder: each table as CSV, Parquet and GeoJSON, the boundaries, the public ledger, and
 * datapackage.json that describes them. The same public records make the same bytes. Each file takes the place of an earlier one when all
 * are there. Throws where writes leave it no moment of peace.
 */
export async function dump(folder: string, ctx: PublicReading): Promise<{ names: string[]; state: PublicState }> {
  await mkdir(folder, { recursive: true })
  const making = await mkdtemp(join(folder, '.making-'))
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const written = await writeFiles(making, ctx)
      if (written === null) continue
      for (const name of [...written.names, 'datapackage.json']) await rename(join(making, name), join(folder, name))
      return written
    }
    throw new Error(`Records were taken down or written ${attempts} times while the dump was made; try again.`)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}
