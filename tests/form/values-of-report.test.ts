import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { readReportForm } from '@/lib/form/report-form'
import { checkAddition } from '@/lib/form/report-form-errors'
import { writeValues } from '@/lib/form/report-form-values'
import { valuesOfReport, withWhatWas } from '@/lib/form/values-of-report'
import { loadTerritory } from '@/lib/regions/territory'
import { IncidentQuery } from '@/lib/schema/query'
import { NewReport, type Report } from '@/lib/schema/report'
import { getIncident } from '@/lib/service/get-incident'
import { listIncidents } from '@/lib/service/list-incidents'
import { seedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'

const territory = loadTerritory('ua')
const { zone } = territory
const choices = regionChoices(territory.regions)
const context = { zone, findRegion: regionFinder(choices) }

/** A report put into the form and sent as it is. */
function sentAgain(report: Report, locale: 'en' | 'uk') {
  const nameOf = (code: string) => choices.find((choice) => choice.code === code)?.name[locale] ?? code
  const checked = checkAddition(readReportForm(writeValues(valuesOfReport(report, zone, nameOf)), context))
  return 'errors' in checked ? checked : { report: withWhatWas(checked.report, report) }
}

const essence = ({ source, asOf, publishedAt = null, observations }: NewReport | Report) => ({
  source,
  asOf,
  publishedAt,
  observations: observations.map(({ quote: _quote, ...observation }) => ({ ...observation, id: undefined })),
})

describe('the shipped reports, each put into the form and sent as it is', () => {
  const reports: Report[] = []
  const dataDir = mkdtempSync(join(tmpdir(), 'outage-ledger-values-'))
  beforeAll(async () => {
    const settings = readSettings({ DATA_DIR: dataDir })
    const ctx = {
      store: await openStore(settings),
      clock: () => '2026-11-22T12:00:00.000Z',
      actor: { role: 'system', key: null } as const,
      territory,
      settings,
    }
    await seedRecords(ctx)
    const { data } = await listIncidents(ctx, { ...IncidentQuery.parse({}), limit: 1000 })
    for (const { id } of data) reports.push(...(await getIncident(ctx, id)).reports)
    await ctx.store.close()
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  test.each(['en', 'uk'] as const)('say the same again in %s', (locale) => {
    expect(reports.length).toBeGreaterThan(100)
    // The form asks for the words that a figure stands on; a report without any has to be given them.
    const quoted = reports.filter(({ quote, observations }) => quote !== null || observations.every((each) => each.quote !== null))
    const refused = quoted.flatMap((report) => {
      const again = sentAgain(report, locale)
      return 'errors' in again ? [{ id: report.id, errors: again.errors }] : []
    })
    expect(refused).toEqual([])
    for (const report of quoted) {
      const again = sentAgain(report, locale)
      if ('report' in again) expect(essence(again.report)).toEqual(essence(NewReport.parse(stripped(report))))
    }
  })
})

/** A report as it would be written. */
function stripped({ source, asOf, publishedAt, quote, observations }: Report) {
  return { source, asOf, publishedAt, quote, observations: observations.map(({ id: _id, ...observation }) => observation) }
}
