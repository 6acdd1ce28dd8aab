import { describe, expect, it } from 'vitest'
import { shades } from '@/app/_filters/view'
import { drawInside, drawTerritory } from '@/app/_ui/map-drawing'
import { planLabels, swatchSize } from '@/app/_ui/map-label-plan'
import { crosses, overlaps } from '@/app/_ui/map-labels'
import { type MapRegion, mapRegions } from '@/app/_ui/map-regions'
import { figureWords, seasIn } from '@/app/_ui/map-words'
import { locales } from '@/lib/i18n/locale'
import { impactAt } from '@/lib/impact/impact'
import { loadTerritory } from '@/lib/regions/territory'
import { servedIn } from '@/lib/service/served'
import { january } from '../impact/records-january-2026'

const territory = loadTerritory('ua')
const served = servedIn(territory.regions)
const drawn = drawTerritory(territory.geometry(1, 'web'), territory.context())
const raions = territory.regions.filter(({ level }) => level === 2)
const days = ['2026-01-08T16:00:00.000Z', '2026-01-11T22:00:00.000Z', '2026-01-20T22:00:00.000Z']

const cases = days.flatMap((asOf) =>
  locales.flatMap((locale) => shades.flatMap((shade) => ([1, 2] as const).map((level) => ({ asOf, locale, shade, level })))),
)

/** Raions that have a figure, as many as a bad day has: every sixth, each its own. */
const withFigures = (locale: 'en' | 'uk'): MapRegion[] =>
  raions
    .filter((_, at) => at % 6 === 0)
    .flatMap(({ code, shortName, labelPoint }) => {
      const card = { standing: '', figure: null, share: null, asOf: null, sources: null }
      const told = { mark: { kind: 'reported', step: 2 }, figure: locale === 'uk' ? '60 тис.' : '60k', sentence: '', card } as const
      return labelPoint ? [{ code, name: shortName[locale], anchor: labelPoint, ...told }] : []
    })

describe.each(cases)('the phone’s labels at $asOf in $locale by $shade, level $level', ({ asOf, locale, shade, level }) => {
  const ask = { services: ['electricity'], measures: [], unit: 'connections', level: 1, regions: [] } as const
  const { data } = impactAt(january, territory.regions, ask, { asOf })
  const telling = { locale, zone: territory.zone, shade, words: figureWords(locale, 'electricity') }
  const rows = mapRegions(data, territory.regions, telling, served)
  const inside = level === 2 ? withFigures(locale) : []
  const { phone } = drawInside(
    drawn,
    territory.geometry(2, 'web'),
    inside.map(({ code }) => code),
  ).shapes
  const labels = planLabels(phone, 'phone', { regions: [...inside, ...rows], seas: seasIn(locale), locale })

  it('never cover each other, nor lie under a leader', () => {
    expect(labels.length).toBeGreaterThan(3)
    for (const [at, label] of labels.entries())
      for (const other of labels.slice(at + 1)) {
        expect(overlaps(label.box, other.box), `${label.key} ${other.key}`).toBe(false)
        if (other.leader) expect(crosses(other.leader, label.box), `${label.key} under ${other.key}`).toBe(false)
      }
  })

  it('show the mark of Kyiv city where its oblast is told whole, since it has no room for its own pattern', () => {
    if (level === 2) return
    const kyiv = labels.find(({ key }) => key === 'UA-30')
    expect(kyiv?.mark).toEqual(rows.find(({ code }) => code === 'UA-30')?.mark)
    expect(kyiv?.swatch).toBe(swatchSize.width + swatchSize.gap)
  })
})
