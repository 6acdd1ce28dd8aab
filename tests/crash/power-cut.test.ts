import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '@/lib/store/open'
import { root } from '../support/root'
import { Dice } from './dice'
import { Disk, type Note, notesIn } from './power-cut'

const [records, cuts] = [Number(process.env.POWER_CUT_RECORDS) || 60, Number(process.env.POWER_CUTS) || 20]
const seed = Number(process.env.POWER_CUT_SEED) || Math.floor(Math.random() * 2 ** 31)

/** Builds what notes the writes; false, and a loud word, where this machine cannot. */
function builds(into: string): boolean {
  const source = join(root, 'tests/crash/write-journal.c')
  const built =
    process.platform === 'linux' && spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', into, source, '-ldl', '-lpthread']).status === 0
  if (!built) process.stderr.write('\nSKIPPED: what is left after a power cut, gcc on Linux is needed for it\n\n')
  return built
}

const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-power-'))
const library = join(folder, 'write-journal.so')
const canRun = builds(library)

/** Writes into a store of its own and answers all that was done to its files, acknowledgements among it. */
async function writeNoted(): Promise<Note[]> {
  const [dataDir, journal] = [join(folder, 'data'), join(folder, 'journal')]
  mkdirSync(dataDir)
  const env = {
    ...process.env,
    ...{ DATA_DIR: dataDir, DATABASE_URL: '', SEED: 'none' },
    ...{ LD_PRELOAD: library, WRITE_JOURNAL_OF: dataDir, WRITE_JOURNAL: journal },
  }
  const args = ['--import', 'tsx', 'tests/crash/acknowledging.ts', String(records)]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the writing process ended with ${code}`)
  return [...notesIn(readFileSync(journal), dataDir)]
}

const isAcknowledgement = ({ file, op }: Note) => file === 'acknowledged' && op === 'W'

/** What is wrong with the store that is found after a cut; null where it has all that was acknowledged before. */
async function problemAfter(notes: readonly Note[], dice: Dice, honoursSync: boolean): Promise<string | null> {
  const disk = new Disk(honoursSync)
  for (const note of notes) if (note.file !== 'acknowledged') disk.take(note)
  const dataDir = mkdtempSync(join(folder, 'after-'))
  for (const [name, content] of disk.afterCut(dice)) writeFileSync(join(dataDir, name), content)
  try {
    const store = await openStore({ dataDir })
    try {
      const { problem } = await store.verify()
      if (problem !== null) return problem
      const view = store.publicView(new Date().toISOString())
      for (const { bytes } of notes.filter(isAcknowledgement)) {
        const [what = '', id = ''] = bytes.toString().trim().split(' ')
        const found = await view.incident(id)
        // Of one that is erased later the erasing may have arrived, too.
        if (found === null || (what === 'erased' && !('takenDownAt' in found))) return `${what} ${id} is not there`
      }
      return null
    } finally {
      await store.close()
    }
  } catch (error) {
    return String(error)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

describe.skipIf(!canRun)(`a disk after a power cut (seed ${seed})`, { timeout: 300_000 }, () => {
  let notes: Note[] = []
  beforeAll(async () => {
    notes = await writeNoted()
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('was written in a way that has all in it: syncs, write-backs into the file, and acknowledgements', () => {
    const count = (op: Note['op'], file: RegExp) => notes.filter((note) => note.op === op && file.test(note.file)).length
    expect(count('W', /acknowledged/)).toBeGreaterThan(records)
    expect(count('S', /-wal$/)).toBeGreaterThan(records)
    expect(count('S', /sqlite$/)).toBeGreaterThan(0)
  })

  it('has everything that was acknowledged before, and a ledger whose chain holds', async () => {
    const dice = new Dice(seed)
    for (let cut = 0; cut < cuts; cut += 1) {
      const at = dice.between(1, notes.length)
      expect({ cut, at, problem: await problemAfter(notes.slice(0, at), dice, true) }).toEqual({ cut, at, problem: null })
    }
  })

  it('would be found out where a disk only says that it has synced', async () => {
    const dice = new Dice(seed)
    const found = await problemAfter(notes, dice, false)
    expect(found).not.toBeNull()
  })
})
