import { describe, expect, it } from 'vitest'
import { withFailureWords } from '@/lib/commands/failed-document'
import { trouble } from '@/lib/i18n/messages/trouble'

const blank = '<!DOCTYPE html><html id="__next_error__"><head><title>x</title></head><body><script>1</script></body></html>'
const read = (html: string) => Buffer.from(html, 'latin1').toString()

describe('a document that the framework leaves blank', () => {
  it.each([
    ['/uk/incidents?asOf=2026-01-08', 'uk'],
    ['/en', 'en'],
    ['/', 'en'],
  ] as const)('says at %s what failed, before any script of it', (url, locale) => {
    const html = read(withFailureWords(blank, url))
    expect(html).toContain(`<html id="__next_error__" lang="${locale}">`)
    const [before = ''] = html.split('<script>')
    for (const words of [trouble[locale].errorTitle, trouble[locale].errorText]) expect(before).toContain(words)
  })

  it('alone is changed', () => {
    const page = '<!DOCTYPE html><html lang="en"><body><main>All is well</main></body></html>'
    expect(withFailureWords(page, '/en')).toBe(page)
  })
})
