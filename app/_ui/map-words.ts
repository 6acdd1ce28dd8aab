import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Service } from '@/lib/schema/observation'
import { units } from '@/lib/schema/vocabulary'
import type { FigureWords } from './map-figures'
import type { Sea } from './map-regions'

/** Words of the live map's controls, and the seas: the browser's share of the word list. Templates have their places in braces. */
export interface MapWords {
  name: string
  zoomIn: string
  zoomOut: string
  fit: string
  reset: string
  fullScreen: string
  leaveFullScreen: string
  find: string
  found: string
  notFound: string
  how: string
  close: string
  attribution: string
  unavailable: string
  loading: string
  seas: readonly Sea[]
}

export function mapWords(locale: Locale): MapWords {
  const t = translator(locale, 'map')
  return {
    name: t('name'),
    zoomIn: t('zoomIn'),
    zoomOut: t('zoomOut'),
    fit: t('fit'),
    reset: t('reset'),
    fullScreen: t('fullScreen'),
    leaveFullScreen: t('leaveFullScreen'),
    find: t('find'),
    found: t.raw('found'),
    notFound: t.raw('notFound'),
    how: t('how'),
    close: t('close'),
    attribution: t('attribution'),
    unavailable: t('unavailable'),
    loading: t('loading'),
    seas: seasIn(locale),
  }
}

/** The seas of the drawing by name. */
export function seasIn(locale: Locale): Sea[] {
  const t = translator(locale, 'map')
  return [
    { name: t('blackSea'), at: [31.6, 45.4] },
    { name: t('seaOfAzov'), at: [36.6, 46.1] },
  ]
}

/** The words of a service's figures in one language. */
export function figureWords(locale: Locale, service: Service): FigureWords {
  const t = translator(locale, 'map')
  const w = translator(locale, 'words')
  return {
    standing: {
      reported: w('standing.reported'),
      restored: w('standing.restored'),
      stale: w('standing.stale'),
      notReported: w('standing.notReported'),
    },
    unit: Object.fromEntries(units.map((unit) => [unit, w(`unitPlural.${unit}`)])),
    back: t('back', { service }),
    noFigure: t('noFigure'),
    noShare: t('noShare'),
    atLeastShort: t.raw('atLeastShort'),
    withUnit: t.raw('withUnit'),
    lastFigure: t.raw('lastFigure'),
    shareOf: t.raw('shareOf'),
    sources: t.raw('sources'),
    moreSources: t.raw('moreSources'),
  }
}
