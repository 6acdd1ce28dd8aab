import type { Locale } from './locale'
import { chart } from './messages/chart'
import { dashboard } from './messages/dashboard'
import { filters } from './messages/filters'
import { form } from './messages/form'
import { incident } from './messages/incident'
import { live } from './messages/live'
import { map } from './messages/map'
import { method } from './messages/method'
import { numbers } from './messages/numbers'
import { region } from './messages/region'
import { report } from './messages/report'
import { share } from './messages/share'
import { shell } from './messages/shell'
import { sources } from './messages/sources'
import { table } from './messages/table'
import { time } from './messages/time'
import { trouble } from './messages/trouble'
import { words } from './messages/words'

/** Every area of words, both languages side by side. A new area is one import and one line here. */
export const areas = {
  chart,
  dashboard,
  filters,
  form,
  incident,
  live,
  map,
  method,
  numbers,
  region,
  report,
  share,
  shell,
  sources,
  table,
  time,
  trouble,
  words,
}

export type Namespace = keyof typeof areas
/** The messages of one language, typed by the English ones; a test holds the others to the same keys and placeholders. */
export type Messages = { [N in Namespace]: (typeof areas)[N]['en'] }

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

function inLanguage(locale: Locale): Messages {
  const entries = Object.entries(areas).map(([name, area]) => [name, area[locale]])
  return Object.fromEntries(entries) as Messages
}

export const catalogue: Record<Locale, Messages> = { en: inLanguage('en'), uk: inLanguage('uk') }

/** The messages a client component is given: only the areas it needs, so that the rest stays on the server. */
export function messagesOf<N extends Namespace>(locale: Locale, namespaces: readonly N[]): Pick<Messages, N> {
  return Object.fromEntries(namespaces.map((name) => [name, catalogue[locale][name]])) as Pick<Messages, N>
}
