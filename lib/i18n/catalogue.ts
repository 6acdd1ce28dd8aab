import type { Locale } from './locale'
import { chart } from './messages/chart'
import { dashboard } from './messages/dashboard'
import { data } from './messages/data'
import { feed } from './messages/feed'
import { filters } from './messages/filters'
import { form } from './messages/form'
import { incident } from './messages/incident'
import { intake } from './messages/intake'
import { live } from './messages/live'
import { map } from './messages/map'
import { method } from './messages/method'
import { numbers } from './messages/numbers'
import { paste } from './messages/paste'
import { region } from './messages/region'
import { report } from './messages/report'
import { review } from './messages/review'
import { share } from './messages/share'
import { shell } from './messages/shell'
import { signIn } from './messages/sign-in'
import { sources } from './messages/sources'
import { table } from './messages/table'
import { time } from './messages/time'
import { trouble } from './messages/trouble'
import { webhooks } from './messages/webhooks'
import { words } from './messages/words'
import { inAmericanWords } from './territory-words'

/** Every area of words, both languages side by side. A new area is one import and one line here. */
export const areas = {
  chart,
  dashboard,
  data,
  feed,
  filters,
  form,
  incident,
  intake,
  paste,
  live,
  map,
  method,
  numbers,
  region,
  report,
  review,
  share,
  shell,
  signIn,
  sources,
  table,
  time,
  trouble,
  webhooks,
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
  const messages = Object.fromEntries(entries) as Messages
  // The words of a whole process: it has one territory, and its settings have checked the name.
  return process.env.TERRITORY === 'us' ? inAmericanWords(messages, locale) : messages
}

export const catalogue: Record<Locale, Messages> = { en: inLanguage('en'), uk: inLanguage('uk') }

/** The messages a client component is given: only the areas it needs, so that the rest stays on the server. */
export function messagesOf<N extends Namespace>(locale: Locale, namespaces: readonly N[]): Pick<Messages, N> {
  return Object.fromEntries(namespaces.map((name) => [name, catalogue[locale][name]])) as Pick<Messages, N>
}
