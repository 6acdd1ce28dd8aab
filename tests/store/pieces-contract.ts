import { expect, it } from 'vitest'
import type { ObservationRow } from '@/lib/schema/statement'
import type { IncidentRow, PublicView, RecordFilter } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, copy, created, decided, everything, incident, merged, observation, report } from './factories'

async function gather<Row>(pieces: AsyncGenerator<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const piece of pieces) rows.push(...piece)
  return rows
}

interface Read {
  observations: ObservationRow[]
  incidents: IncidentRow[]
}

/** Everything by pages of one view, and by pieces of the same. */
async function both(view: PublicView, filter: RecordFilter): Promise<{ pages: Read; pieces: () => Promise<Read> }> {
  const state = await view.state()
  const { rows: observations } = await view.observations(filter, { limit: 1000 })
  const { rows: incidents } = await view.incidents(filter, { limit: 1000 })
  const pieces = async () => ({
    observations: await gather(view.observationPieces(filter, state)),
    incidents: await gather(view.incidentPieces(filter, state)),
  })
  return { pages: { observations, incidents }, pieces }
}

/** Reading all of a list in pieces, and what the public may have read. */
export function piecesContract(bench: Bench): void {
  const first = () => incident({ title: 'first' })
  const figures = (count: number) => Array.from({ length: count }, () => observation())

  it('reads everything in pieces as in pages, over more than one piece', async () => {
    const of = first()
    await bench.append(2, created(of), ...Array.from({ length: 7 }, () => added(report(of, { observations: figures(90) }))))
    const { pages, pieces } = await both(bench.view(3), everything)
    expect(pages.observations).toHaveLength(630)
    expect(await pieces()).toEqual(pages)
  })

  it('reads what was there when it began, whatever is written meanwhile, but for what is taken down', async () => {
    const [kept, retracted, duplicate, gone] = [first(), first(), first(), first()]
    const all = [kept, retracted, duplicate, gone]
    const reports = all.map((of) => report(of))
    const [said, , doubled] = reports
    const withdrawn = report(kept)
    if (!said || !doubled) throw new Error('four reports')
    await bench.append(2, ...all.map(created), ...reports.map(added), added(withdrawn))
    const began = await both(bench.view(3), everything)
    const dated = await both(bench.view(3), { ...everything, knownAt: '2030-01-01T00:00:00.000Z' })
    expect(began.pages.observations).toHaveLength(5)
    const late = first()
    await bench.append(4, created(late), added(report(late)), added(report(kept)), added(report(kept, { supersedes: said.id })))
    await bench.append(5, decided('incident.retracted', retracted.id), decided('report.retracted', withdrawn.id))
    await bench.append(5, ...merged(duplicate, kept, [[doubled, copy(doubled, kept)]]))
    expect(await began.pieces()).toEqual(began.pages)
    expect(await dated.pieces()).toEqual(dated.pages)
    await bench.append(6, decided('incident.takenDown', gone.id))
    const { observations, incidents } = await began.pieces()
    expect(observations).toEqual(began.pages.observations.filter((row) => row.incident !== gone.id))
    expect(incidents).toEqual(began.pages.incidents.filter(({ id }) => id !== gone.id))
    const now = await both(bench.view(6), everything)
    expect(await now.pieces()).toEqual(now.pages)
    expect(now.pages).not.toEqual(began.pages)
  })

  it('tells a status by what was known when it began', async () => {
    const of = first()
    const said = report(of)
    await bench.append(2, created(of), added(said))
    const { seq: upTo } = await bench.view(3).state()
    const before = await bench.view(3).statements({ ...everything, upTo })
    await bench.append(4, added(report(of, { supersedes: said.id })))
    expect(await bench.view(3).statements({ ...everything, upTo })).toEqual(before)
    expect(await bench.view(5).statements(everything)).not.toEqual(before)
  })

  it('has a state that moves with what is public and with nothing else', async () => {
    const states = new Set<string>()
    const moved = async (hours: number) => {
      const text = JSON.stringify(await bench.view(hours).state())
      const isNew = !states.has(text)
      states.add(text)
      return isNew
    }
    const of = first()
    const held = incident({ publicAfter: '2026-01-08T20:00:00.000Z' })
    const waiting = incident({ reviewState: 'in_review' })
    const said = report(of)
    expect(await moved(1)).toBe(true)
    await bench.append(2, created(of), added(said))
    expect(await moved(3)).toBe(true)
    expect(await moved(4)).toBe(false)
    await bench.append(
      4,
      created(held),
      added(report(held)),
      created(waiting),
      added(report(waiting)),
      added(report(of, { reviewState: 'draft' })),
    )
    expect(await moved(5)).toBe(false)
    await bench.append(6, decided('incident.rejected', waiting.id))
    expect(await moved(7)).toBe(false)
    await bench.append(8, added(report(of)))
    expect(await moved(9)).toBe(true)
    // The end of the hold, without a write.
    expect(await moved(21)).toBe(true)
    await bench.append(22, decided('report.retracted', said.id))
    expect(await moved(23)).toBe(true)
    await bench.append(24, decided('incident.takenDown', of.id))
    expect(await moved(25)).toBe(true)
    expect(await moved(30)).toBe(false)
  })
}
