import { describe, expect, it } from 'vitest'
import { withScriptsAfterPaint } from '@/lib/commands/scripts-after-paint'

const script = (name: string) => `<script src="/_next/static/${name}.js" async=""></script>`
const page = (head: string, body = '') => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`

describe('the scripts of a document', () => {
  it('are asked for by one that waits for the first paint, in their order', () => {
    const { html, loader } = withScriptsAfterPaint(page(`<title>t</title>${script('a')}<meta name="m"/>${script('b')}`, '<p>words</p>'))
    expect(html).toMatch(/^<!DOCTYPE html><html><head><title>t<\/title><meta name="m"\/><script>/)
    expect(html).toContain('(["/_next/static/a.js","/_next/static/b.js"])</script></head><body><p>words</p></body></html>')
    expect(html).not.toContain('async=""')
    expect(loader.map((text) => html.split(`<script>${text}</script>`).length)).toEqual([2])
  })

  it.each([
    ['has none', page('<title>t</title>')],
    ['has only those that have their place', page('<script>early()</script><script src="/_next/old.js" noModule=""></script>')],
    ['has them in its body', page('', script('late'))],
    ['is somebody else’s', page('<script src="https://example.org/x.js" async=""></script>')],
    ['has no whole head yet', `<!DOCTYPE html><html><head>${script('a')}`],
  ])('stay where a document %s', (_, html) => {
    expect(withScriptsAfterPaint(html)).toEqual({ html, loader: [] })
  })
})
