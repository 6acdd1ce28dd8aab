import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

/** Sentences of the connection, `{time}` and `{n}` left open: few enough to come with every page, without the message parser. */
export type LiveWords = ReturnType<typeof liveWords>

/** `keptAt` is the moment the page is drawn, as a kept copy of it will say it. */
export function liveWords(locale: Locale, keptAt: string) {
  const t = translator(locale, 'live')
  const open = { time: '{time}', n: '{n}' }
  return {
    stateOf: t('stateOf', open),
    checked: t('checked', open),
    newEntries: t('newEntries', open),
    newElsewhere: t('newElsewhere', open),
    close: t('close'),
    offline: t('offline'),
    silent: t('silent'),
    lastGood: t('lastGood', open),
    kept: t('kept'),
    keptText: t('keptText', { time: keptAt }),
    check: t('check'),
    back: t('back', open),
  }
}
