import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import { Still } from '@/app/_still/still'
import { eventsOf } from '@/app/_time/events'
import { bucketAt, type Tally, tallyOf } from '@/app/_time/frames'
import { dayMoments, type Moment, momentShown, momentsOf } from '@/app/_time/moments'
import { nationalOf } from '@/app/_time/national'
import { through } from '@/app/_time/period'
import { Strip } from '@/app/_time/strip'
import { Began, Heading, linksOf, PlainSteps } from '@/app/_time/strip-parts'
import { TimeSlider } from '@/app/_time/time-slider'
import { sliderWords, timeSpeech } from '@/app/_time/time-words'
import type { Locale } from '@/lib/i18n/locale'
import type { Step } from '@/lib/schema/impact'
import { SeriesQuery, serialiseQuery } from '@/lib/schema/query'
import { units } from '@/lib/schema/vocabulary'
import type { OverviewData } from './overview-data'

interface Props {
  locale: Locale
  zone: string
  query: ViewQuery
  data: OverviewData
}

const everyStep = (address: (step: Step) => string): Record<Step, string> => ({
  hour: address('hour'),
  day: address('day'),
  week: address('week'),
})

/** The question of the series, asked of the API: what the frames are made from. */
function apiAddress(query: ViewQuery, { service, unit, period }: OverviewData): string {
  const { shade: _shade, sort: _sort, find: _find, compare: _compare, ...asked } = query
  const over = { service: [service], standing: [], asOf: undefined, from: period.from, to: through(period.to) }
  return `/api/v1/series?${serialiseQuery(SeriesQuery, { ...asked, ...over, ...(unit !== undefined && { unit }) })}`
}

/** The page's own moment in numbers; a sum in another unit is known at the ends of days only. */
function tallyShown({ impact: { totals }, summed, unit }: OverviewData, page: Moment): Tally {
  const bucket = summed.unit === unit ? undefined : bucketAt(summed.series, page.end)
  const { reported, restored, stale, notReported } = totals
  const isEnd = bucket !== undefined && Math.abs(Date.parse(bucket.end) - page.end) <= 1
  const standings = { reported, restored, stale, notReported }
  if (isEnd) return { ...tallyOf(bucket, summed.unit), standings }
  return { total: totals, units: units.filter((one) => totals.units[one] !== undefined), standings }
}

/** The strip under map and table: the whole over the period, what began when, and the moment shown, which script lets the reader move. */
export function TimeSection({ locale, zone, query, data }: Props) {
  const { service, period, series, summed, began, asOf, isDay } = data
  const speech = timeSpeech(locale, zone)
  const view = { ...query, from: period.from, to: period.to }
  const addressAt = (asOf: string) => `/${locale}${viewAddress({ ...view, asOf })}`
  const href = (moment: Moment) => addressAt(moment.asOf)
  const days = dayMoments(series.buckets, zone)
  const start = Date.parse(series.from)
  const national = nationalOf(summed.series, summed.unit)
  const events = eventsOf(began, zone, locale)
  const page = momentShown(asOf, isDay, zone)
  return (
    <>
      <Still>
        <Heading
          service={service}
          units={national.units.map((one) => speech.words(`unitPlural.${one}`))}
          hasSum={national.bars.length > 0}
          speech={speech}
        />
      </Still>
      <TimeSlider
        {...{ locale, zone, start, days }}
        step={query.step}
        unit={data.unit}
        page={{ ...page, tally: tallyShown(data, page) }}
        address={addressAt('MOMENT')}
        stepAddresses={everyStep((step) => `/${locale}${viewAddress({ ...query, step })}`)}
        api={apiAddress(query, data)}
        words={sliderWords(speech, query.step)}
        links={
          <Still>
            <PlainSteps moments={momentsOf(days, start, query.step)} at={page.end} href={href} step={query.step} speech={speech} />
          </Still>
        }
      >
        <Still>
          <Strip
            {...{ national, events, speech }}
            links={linksOf(summed, momentsOf(days, start, query.step === 'week' ? 'week' : 'day'), href, speech)}
            dayStarts={series.buckets.map(({ start }) => Date.parse(start))}
          />
        </Still>
      </TimeSlider>
      <Still>
        <Began events={events} count={began.length} speech={speech} />
      </Still>
    </>
  )
}
