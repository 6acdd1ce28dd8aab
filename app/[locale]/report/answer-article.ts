import { figureOf, withFound, withHeld, withPublished } from '@/lib/finder/fill-form'
import { figureFinder } from '@/lib/finder/find-figures'
import { regionChoices } from '@/lib/form/region-names'
import { type ReportFormValues, readValues } from '@/lib/form/report-form-values'
import type { Context } from '@/lib/service/context'
import { listRegions } from '@/lib/service/list-regions'
import { localeOf } from './address-after'
import { type Article, dayOf, longestArticle } from './article'
import { namedCities } from './named-cities'

/**
 * What a form without script asks of its pasted text: to find the figures (`find`), or to put the ticked ones (`use`) into the form
 * (`useFound`). Nothing enters the form that was not ticked.
 */
export async function answerArticle(ctx: Context, form: URLSearchParams): Promise<{ values: ReportFormValues; article: Article }> {
  const text = (form.get('article') ?? '').slice(0, longestArticle)
  const day = form.get('articleDay') ?? ''
  const regions = regionChoices((await listRegions(ctx)).data)
  const { zone } = ctx.territory
  const values = readValues(form)
  const found = figureFinder({ regions, cities: namedCities(ctx), zone })(text, dayOf(day, values.publishedDate))
  if (!form.has('useFound')) return { values, article: { text, day, found } }
  const ticked = new Set(form.getAll('use').map(Number))
  const nameOf = (code: string) => regions.find((region) => region.code === code)?.name[localeOf(form)] ?? code
  const filled = found.reduce(
    (so, candidate, i) => (ticked.has(i) ? withHeld(withFound(so, figureOf(candidate, text, nameOf)).values, candidate.asOf, zone) : so),
    withPublished(values, day),
  )
  return { values: filled, article: { text, day, found: found.filter((_, i) => !ticked.has(i)) } }
}
