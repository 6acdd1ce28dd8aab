import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

/** Sentences of the connection, `{time}`, `{n}` and `{age}` left open: few enough to come with every page, without the message parser. */
export type LiveWords = ReturnType<typeof liveWords>

/** `keptAt` is the moment the page is drawn, as a kept copy of it will say it. */
export function liveWords(locale: Locale, keptAt: string) {
  const t = translator(locale, 'live')
  const open = { time: '{time}', n: '{n}', age: '{age}' }
  return {
    stateOf: t('stateOf', open),
    checked: t('checked', open),
    newEntries: t('newEntries', open),
    newElsewhere: t('newElsewhere', open),
    close: t('close'),
    offline: t('offline'),
    silent: t('silent'),
    lastGood: t('lastGood', open),
    age: t('age', open),
    kept: t('kept'),
    keptText: t('keptText', { time: keptAt }),
    noWrites: t('noWrites'),
    damaged: t('damaged'),
    clock: t('clock'),
    check: t('check'),
    back: t('back', open),
  }
}
