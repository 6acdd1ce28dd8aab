import type { Locale } from '@/lib/i18n/locale'
import { translator, type Words } from '@/lib/i18n/translator'
import type { Step } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Unit } from '@/lib/schema/observation'
import { units } from '@/lib/schema/vocabulary'
import type { RowWords } from './row-text'

/** The language of the strip, and the zone whose clock it shows. */
export interface TimeSpeech {
  locale: Locale
  zone: string
  t: Words<'time'>
  words: Words<'words'>
}

export const timeSpeech = (locale: Locale, zone: string): TimeSpeech => ({
  locale,
  zone,
  t: translator(locale, 'time'),
  words: translator(locale, 'words'),
})

/** Every unit by its word after a number. */
function unitWords(words: Words<'words'>): Record<Unit, string> {
  const named = units.map((unit) => [unit, words(`unitPlural.${unit}`)] as const)
  return Object.fromEntries(named) as Record<Unit, string>
}

/** What the slider says in the browser, in one language: its share of the word list. `{utc}`, `{range}` and `{n}` are left open. */
export type SliderWords = ReturnType<typeof sliderWords>

export function sliderWords({ t, words }: TimeSpeech, step: Step) {
  return {
    slider: t('slider'),
    controls: t('controls'),
    toStart: t('toStart'),
    previous: t(`previous.${step}`),
    next: t(`next.${step}`),
    toEnd: t('toEnd'),
    play: t('play'),
    playStep: t('playStep'),
    pause: t('pause'),
    speed: t('speed'),
    perSecond: t('perSecond', { n: '{n}' }),
    step: t('step'),
    steps: { hour: t('steps.hour'), day: t('steps.day'), week: t('steps.week') },
    loading: t('loading'),
    failed: t('failed'),
    retry: t('retry'),
    moving: t('moving'),
    endOfDay: t('endOfDay'),
    clock: t('clock', { utc: '{utc}' }),
    total: t('total', { range: '{range}' }),
    units: unitWords(words),
    standings: {
      reported: words('standing.reported'),
      restored: words('standing.restored'),
      stale: words('standing.stale'),
      notReported: words('standing.notReported'),
    } satisfies Record<Standing, string>,
  }
}

/** What a moving row of the table says besides numbers. */
export const rowWords = (locale: Locale): RowWords => ({
  noFigure: translator(locale, 'dashboard')('noFigure'),
  units: unitWords(translator(locale, 'words')),
})
