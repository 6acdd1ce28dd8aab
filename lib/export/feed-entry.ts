import { saidObservation } from '@/lib/i18n/said-observation'
import { translator } from '@/lib/i18n/translator'
import type { FeedEntry } from '@/lib/schema/feed'
import type { Report } from '@/lib/schema/report'
import { formatPrecise } from '@/lib/time/format'
import type { FeedReader } from './feed-reader'

/** An entry in words, with its addresses. */
export interface ToldEntry {
  id: string
  title: string
  text: string
  author: { name: string; url: string }
  permalink: string
  about: string
  /** Codes of the closed lists and of regions, each with its word. */
  tags: { code: string; word: string }[]
}

/** The id of a record wherever one is asked for: the same at every address of the site. */
export const urnOf = (id: string): string => `urn:ulid:${id}`

const statements = ({ observations }: Report, { locale, names }: FeedReader): string[] => {
  const w = translator(locale, 'words')
  return observations.map((observation) => `${w(`service.${observation.service}`)}: ${saidObservation(observation, locale, names)}`)
}

function textOf(report: Report, reader: FeedReader): string {
  const { locale, zone } = reader
  const t = translator(locale, 'feed')
  const w = translator(locale, 'words')
  const { asOf, source, quote, supersedes } = report
  const said = statements(report, reader).join('; ')
  const time = formatPrecise(asOf, { locale, zone, form: 'long' })
  const { publisher, statedBy, tier } = source
  return [
    asOf.precision === 'day' || asOf.precision === 'month' ? t('asOf', { time, said }) : t('asOfClock', { time, said }),
    quote === null ? null : t('quote', { quote }),
    statedBy === null ? t('published', { publisher }) : t('stated', { statedBy, publisher }),
    `${w('tierLabel', { tier: String(tier), meaning: w(`tier.t${tier}`) })}.`,
    supersedes === null ? null : t('corrected'),
  ]
    .filter((line) => line !== null)
    .join('\n')
}

function tagsOf({ incident, report: { observations } }: FeedEntry, { locale, names }: FeedReader): ToldEntry['tags'] {
  const w = translator(locale, 'words')
  const services = [...new Set(observations.map(({ service }) => service))]
  const regions = [...new Set(observations.flatMap((observation) => observation.regions))].sort()
  return [
    { code: incident.kind, word: w(`kind.${incident.kind}`) },
    ...services.map((service) => ({ code: service, word: w(`service.${service}`) })),
    ...regions.map((region) => ({ code: region, word: names.region(region) })),
  ]
}

/** What an entry says in the reader's language: as exactly as the pages say it. */
export function toldEntry(entry: FeedEntry, reader: FeedReader): ToldEntry {
  const { incident, report } = entry
  const { publisher, statedBy, url } = report.source
  const [said = ''] = statements(report, reader)
  return {
    id: urnOf(entry.entry),
    title: translator(reader.locale, 'feed')('entry', { incident: incident.title, said }),
    text: textOf(report, reader),
    author: { name: statedBy === null ? publisher : `${statedBy} (${publisher})`, url },
    permalink: `${reader.pages}/reports/${report.id}`,
    about: `${reader.pages}/incidents/${incident.id}`,
    tags: tagsOf(entry, reader),
  }
}
