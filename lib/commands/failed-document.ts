import { isLocale, locales } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'

/** What the framework begins a document with that it leaves empty for its script to fill, where a page could not be drawn. */
const empty = '<html id="__next_error__">'

// On the element itself: a sheet would outlive it, and change the page that the script draws.
const style = 'max-width:40rem;margin:4rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif'

/**
 * Puts the words of a failure into a document that would be blank without script, and until its script has come. `html` is bytes as Latin-1;
 * the language is the address's. Any other document is left as it is.
 */
export function withFailureWords(html: string, url: string): string {
  if (!html.includes(empty)) return html
  const locale = url.split(/[/?]/).find(isLocale) ?? locales[0]
  const { errorTitle, errorText } = trouble[locale]
  const words = Buffer.from(`<main style="${style}"><h1>${errorTitle}</h1><p role="alert">${errorText}</p></main>`)
  return html.replace(empty, `${empty.slice(0, -1)} lang="${locale}">`).replace('<body>', () => `<body>${words.toString('latin1')}`)
}
