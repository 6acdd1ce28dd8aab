import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { importRecords } from '@/lib/service/import-records'
import { localFile } from '@/lib/service/local-file'
import { openStore } from '@/lib/store/open'

/** Takes in the file that is named, a few rows at a time, and prints the line after each, until it is killed or done. */
const settings = readSettings(process.env)
const store = await openStore(settings)
const ctx = {
  store,
  clock: () => new Date().toISOString(),
  actor: { role: 'editor', key: 'tests' } as const,
  territory: loadTerritory('ua'),
  settings,
}
await importRecords(ctx, await localFile(process.argv[2] ?? ''), {
  chunkRows: 10,
  onProgress: (_, line) => void process.stdout.write(`${line}\n`),
})
await store.close()
