import type { Locale } from './locale'

/** Ukrainian places whose form after "in" follows no rule of an adjective. */
const ukrainianExceptions: Record<string, string> = {
  'Автономна Республіка Крим': 'у Криму',
  Київ: 'у Києві',
  Севастополь: 'у Севастополі',
  Україна: 'в Україні',
  Молдова: 'у Молдові',
}

const vowel = /^[аеєиіїоуюя]/i

function inUkrainian(name: string): string {
  const exception = ukrainianExceptions[name]
  if (exception) return exception
  const preposition = vowel.test(name) ? 'в' : 'у'
  if (name.endsWith('ька область')) return `${preposition} ${name.replace(/а область$/, 'ій області')}`
  if (name.endsWith('ий район')) return `${preposition} ${name.replace(/ий район$/, 'ому районі')}`
  return `у регіоні ${name}`
}

const inEnglish = (name: string): string => (name === 'Autonomous Republic of Crimea' ? 'in Crimea' : `in ${name}`)

/** A region's full name after "in": `in Dnipropetrovsk region`, `у Дніпропетровській області`, `в Одеській області`, `у Києві`. */
export const placeIn = (name: { en: string; uk: string }, locale: Locale): string =>
  locale === 'uk' ? inUkrainian(name.uk) : inEnglish(name.en)
