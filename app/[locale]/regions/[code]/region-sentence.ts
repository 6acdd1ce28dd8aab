import { formatRange } from '@/lib/i18n/numbers'
import { placeIn } from '@/lib/i18n/place'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { countOf, type Reading } from '../../_overview/reading'
import { amounts, homeServices, opening, phrases, type Sentence, spread } from '../../_overview/sentence'

/** What the sentence about one region is made of: a row each service, and whether anything was ever said of it. */
export interface RegionTold {
  region: Region
  rows: readonly RegionImpact[]
  isDay: boolean
  wasTold: boolean
}

/** Reported with a number of homes or people; what is closed or runs on generators is told as a state. */
const isCounted = (row: RegionImpact) => homeServices.includes(row.service) && row.measure === 'without' && countOf(row) !== null

function sorted(rows: readonly RegionImpact[]) {
  const standing = (which: RegionImpact['standing']) => rows.filter((row) => row.standing === which)
  const reported = standing('reported')
  return {
    counted: reported.filter(isCounted),
    states: reported.filter((row) => !isCounted(row)),
    back: standing('restored'),
    stale: standing('stale'),
    silent: standing('notReported'),
  }
}

type Sorted = ReturnType<typeof sorted>

/** The main clause, and which rows it has told. */
function mainClause({ region, wasTold }: RegionTold, { counted, states, back, stale }: Sorted, reading: Reading) {
  const { t, w, and, amount } = phrases(reading)
  const r = translator(reading.locale, 'region')
  const place = placeIn(region.name, reading.locale)
  const [first] = counted
  if (first) {
    const main = t('lackOne', { count: countOf(first) ?? 0, amount: amount(first), place, lack: w(`lack.${first.service}`) })
    return { main, detail: spread(first) ? t('sources', { range: formatRange(first, reading.locale) ?? '' }) : null }
  }
  if (states.length > 0)
    return { main: t('outageIn', { places: place, outage: and(states.map((row) => w(`outage.${row.service}`))) }), detail: null }
  if (back.length > 0) return { main: t('backIn', { places: place, back: and(back.map((row) => w(`back.${row.service}`))) }), detail: null }
  if (stale.length > 0) return { main: r('onlyStale', { place }), detail: null }
  return { main: r(wasTold ? 'silent' : 'never', { place }), detail: null }
}

/** What else there is to say, in the order in which it matters: more lacks, outages without a number, what is back, what is not known. */
function otherClauses({ counted, states, back, stale, silent }: Sorted, reading: Reading): string[] {
  const { t, w, and } = phrases(reading)
  const r = translator(reading.locale, 'region')
  const [, ...lacks] = counted
  const about = (rows: readonly RegionImpact[]) => and(rows.map((row) => r(`about.${row.service}`)))
  const clauses: string[] = []
  if (lacks.length > 0) {
    const items = lacks.map((row) => t('lackItem', { amount: amounts(row, reading), lack: w(`lack.${row.service}`) }))
    clauses.push(t('alsoThere', { list: and(items) }))
  }
  if (counted.length > 0 && states.length > 0) clauses.push(r('alsoOut', { list: and(states.map((row) => w(`outage.${row.service}`))) }))
  if (counted.length + states.length > 0 && back.length > 0) clauses.push(and(back.map((row) => w(`back.${row.service}`))))
  const isCurrent = counted.length + states.length + back.length > 0
  if (isCurrent && stale.length > 0) clauses.push(r('staleOn', { list: about(stale) }))
  if (isCurrent || stale.length > 0) return silent.length > 0 ? [...clauses, r('silentOn', { list: about(silent) })] : clauses
  return [...clauses, r('notFine')]
}

/** How one region stands over all its services in a sentence: number, range, time, and what is not known. */
export function regionSentence(told: RegionTold, reading: Reading): Sentence {
  const rows = sorted(told.rows)
  return { opening: opening(told, reading), ...mainClause(told, rows, reading), rest: otherClauses(rows, reading) }
}
