import { readFile } from 'node:fs/promises'
import { readSettings } from '@/lib/config/settings'
import { countyCustomers } from '@/lib/ingest/county-customers'
import { loadTerritory } from '@/lib/regions/territory'
import { closeProcessStore, context, openUnhurried } from '@/lib/service/context'
import { localFile } from '@/lib/service/local-file'
import {
  type FileFeed,
  previewReadingsFile,
  type ReadingsAnswer,
  type ReadingsOptions,
  takeReadingsFile,
} from '@/lib/service/take-readings-file'

/** Lines of a file that are told by name; the others are counted. */
const mostTold = 20

function print({ taken, snapshots, readings, aside, kept }: ReadingsAnswer): void {
  console.log(`snapshots ${snapshots}, readings ${readings}, quarantined ${aside.reduce((sum, { rows }) => sum + rows, 0)}`)
  if (taken !== null) {
    console.log(`taken in: snapshots ${taken.snapshots}, readings ${taken.readings}, changes ${taken.steps}`)
    console.log(`here already: snapshots ${taken.repeated}; told otherwise before: ${taken.revised}`)
  }
  for (const { field, reason, rows, first } of aside) console.log(`${rows} × ${field} ${reason}, first in line ${first}`)
  for (const { line, field, reason } of kept.slice(0, mostTold)) console.log(`quarantined line ${line}, ${field}: ${reason}`)
}

/** On stderr, about once a second, so that what is printed in the end can be kept apart. */
function progress(): ReadingsOptions {
  let last = Date.now()
  return {
    onProgress(readings) {
      if (Date.now() - last < 1000) return
      last = Date.now()
      console.error(`${readings} readings`)
    },
  }
}

/** Takes in a file of a machine feed, or says what it holds. The embedded store's server must be stopped for the former. */
export async function importReadings(path: string, feed: FileFeed, { dryRun, customers }: { dryRun: boolean; customers?: string }) {
  const territory = loadTerritory(readSettings(process.env).territory)
  const counted =
    customers === undefined ? {} : { customers: countyCustomers(await readFile(customers, 'utf8'), territory, () => undefined) }
  const options = { ...progress(), ...counted }
  const file = await localFile(path)
  if (dryRun) return print(await previewReadingsFile({ territory }, feed, file, options))
  try {
    openUnhurried()
    print(await takeReadingsFile(await context({ role: 'editor', key: 'terminal' }), feed, file, options))
  } finally {
    await closeProcessStore()
  }
}
