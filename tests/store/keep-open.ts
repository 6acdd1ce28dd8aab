import { openStore } from '@/lib/store/open'
import { added, at, created, editor, incident, report } from './factories'

// Opens the store of DATA_DIR, writes an incident with a report, says so, and keeps the store until the process is killed.
const store = await openStore({ dataDir: process.env.DATA_DIR ?? '' })
await store.write({ actor: editor, time: at(1) }, async (tx) => {
  const of = incident()
  await tx.append(created(of))
  await tx.append(added(report(of)))
})
process.stdout.write('open\n')
process.stdin.on('end', () => void store.close())
process.stdin.resume()
