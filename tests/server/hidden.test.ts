import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '@/lib/i18n/locale'
import type { StoredIncident, StoredReport } from '@/lib/schema/ledger'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { type Marked, writeGone, writeNeverPublic, writePublic } from '../support/marked-records'
import { startServer } from '../support/server'
import { addressesOf, answeringOnDisk } from './page-addresses'
import { serverSuite } from './suite'

/** The evening of which the records speak. */
const evening = 'asOf=2026-01-09T23:00:00Z'

type Public = { incident: StoredIncident; reports: StoredReport[] }

/** What a page can be asked, beside nothing, so that it shows more. */
const queries: Record<string, string[]> = {
  '[locale]/page.tsx': [
    `?${evening}`,
    `?${evening}&service=health`,
    `?${evening}&service=electricity&unit=households&level=2`,
    '?from=2026-01-08&to=2026-01-10',
  ],
  '[locale]/share.png/route.tsx': [`?${evening}`, `?${evening}&service=health`],
  '[locale]/regions/page.tsx': [`?${evening}`],
  '[locale]/regions/[code]/page.tsx': [`?${evening}`, `?${evening}&service=health`],
  '[locale]/incidents/page.tsx': ['?kind=strike', '?q=Title'],
  'embed/[locale]/page.tsx': [`?${evening}`],
}

interface Answers {
  /** By address. A picture is told by its bytes in base64. */
  documents: Map<string, string>
  /** What script asks for when it moves to a page, and when it prefetches one. */
  payloads: Map<string, string>
}

/** Starts the built product over a folder and asks for everything there is. */
async function askAll(dataDir: string, addresses: readonly string[]): Promise<Answers> {
  const server = await startServer({ dataDir, env: { PUBLIC_URL: 'https://outages.example', SEED: 'none' } })
  const load = async (address: string, headers: Record<string, string> = {}) => {
    const bytes = Buffer.from(await (await fetch(`${server.baseUrl}${address}`, { headers })).arrayBuffer())
    return bytes.toString(address.includes('.png') ? 'base64' : 'utf8')
  }
  try {
    const documents = new Map<string, string>()
    const payloads = new Map<string, string>()
    for (const address of addresses) {
      documents.set(address, await load(address))
      // What scripts are sent is of the same figures in every language.
      if (address.startsWith('/en') || /\.(png|xml|txt|js|webmanifest)/.test(address)) continue
      payloads.set(address, (await load(address, { RSC: '1' })) + (await load(address, { RSC: '1', 'Next-Router-Prefetch': '1' })))
    }
    return { documents, payloads }
  } finally {
    await server.stop()
  }
}

async function inStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** What a page says between its masthead and its foot, without what marks it up. */
const said = (html = '') => (/<main[ >].*<\/main>/s.exec(html)?.[0] ?? html).replace(/<script.*?<\/script>/gs, '').replace(/<[^>]+>/g, ' ')

serverSuite('what may not be read', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'outage-ledger-hidden-'))
  let shown: Public
  let addresses: string[]
  let own: string[]
  let never: Marked
  let gone: Marked
  let before: Answers
  let beside: Answers
  let after: Answers

  beforeAll(async () => {
    shown = await inStore(dataDir, writePublic)
    const of = { incident: shown.incident.id, report: shown.reports[0]?.id ?? '' }
    addresses = answeringOnDisk().flatMap((path) => addressesOf(path, of, queries))
    before = await askAll(dataDir, addresses)
    const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString()
    never = await inStore(dataDir, (store) => writeNeverPublic(store, shown.incident, nextWeek))
    beside = await askAll(dataDir, addresses)
    gone = await inStore(dataDir, (store) => writeGone(store, shown.incident))
    own = [...never.ids, ...gone.ids].flatMap(([, ids]) =>
      ids.flatMap((id) => locales.flatMap((locale) => [`/${locale}/incidents/${id}`, `/${locale}/reports/${id}`])),
    )
    after = await askAll(dataDir, [...addresses, ...own])
  }, 240_000)
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('is looked for where there is something to read', () => {
    expect(addresses.length).toBeGreaterThan(40)
    const telling = [...before.documents].filter(([, text]) => text.includes('qzplainlypublic')).map(([address]) => address)
    for (const part of ['/en?', '/uk?', '/en/incidents', '/uk/regions/UA-12?', '/en/reports/']) {
      expect(
        telling.some((address) => address.startsWith(part)),
        part,
      ).toBe(true)
    }
    expect([...before.payloads.values()].some((text) => text.includes('qzplainlypublic'))).toBe(true)
  })

  it('is in no page, frame, list or payload: neither its words nor its address', () => {
    for (const answers of [beside, after]) {
      for (const [address, text] of [...answers.documents, ...answers.payloads]) {
        for (const [mark, ids] of never.ids) {
          expect(text.includes(mark), `${mark} in ${address}`).toBe(false)
          for (const id of ids) expect(!address.includes(id) && text.includes(id), `${mark}'s id in ${address}`).toBe(false)
        }
      }
    }
    for (const [address, text] of [...after.documents, ...after.payloads]) {
      for (const [mark] of gone.ids) expect(text.includes(mark), `${mark} in ${address}`).toBe(false)
    }
  })

  it('moves no byte of a picture, and nothing in a list for machines', () => {
    const compared = addresses.filter((address) => address.includes('share.png?asOf') || /\.(xml|txt|js|webmanifest)$/.test(address))
    expect(compared.length).toBeGreaterThan(8)
    for (const address of compared) expect(beside.documents.get(address) === before.documents.get(address), address).toBe(true)
  })

  it('moves no figure of a page of one moment', () => {
    const compared = addresses.filter((address) => address.includes('asOf=') && !address.includes('share.png'))
    expect(compared.length).toBeGreaterThan(10)
    for (const address of compared) expect(said(beside.documents.get(address)), address).toBe(said(before.documents.get(address)))
  })

  describe('the sources', () => {
    it.each(locales)('tell how many wait, and nothing of them: %s', (locale) => {
      const address = `/${locale}/sources`
      expect(before.documents.get(address)).not.toBe(beside.documents.get(address))
      // Names of files are made of chance, which can look like a mark.
      const told = beside.documents.get(address)?.replaceAll(/\/_next\/static\/[^"\\]+/g, '')
      expect(told).not.toMatch(/qz(?!plainlypublic)/)
    })
  })
})
