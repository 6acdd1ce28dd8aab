import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { isLocale } from '@/lib/i18n/locale'

/** What the build says of the routes there are (`.next/routes-manifest.json`), in the order in which they are tried. */
const RoutesManifest = z.object({
  staticRoutes: z.array(z.object({ page: z.string() })),
  dynamicRoutes: z.array(z.object({ page: z.string(), regex: z.string() })),
})

/** Where nothing is. */
const nowhere = '(none)'

/**
 * Tells the pattern of the route that a path is of, such as `/[locale]/incidents/[id]`: one of a closed list, made from the build in `dir`, so
 * that neither an id nor what somebody has typed is in it.
 */
export function routePatterns(dir: string): (path: string) => string {
  const said = RoutesManifest.parse(JSON.parse(readFileSync(join(dir, '.next', 'routes-manifest.json'), 'utf8')))
  const files = readdirSync(join(dir, 'public'), { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [`/${entry.name}`] : []))
  const known = new Set([...said.staticRoutes.map(({ page }) => page), ...files])
  const patterns = said.dynamicRoutes.map(({ page, regex }) => [page, new RegExp(regex)] as const)
  const find = (path: string): string => {
    if (known.has(path)) return path
    if (path.startsWith('/_next/')) return '/_next'
    const page = patterns.find(([, pattern]) => pattern.test(path))?.[0]
    if (page === undefined) return nowhere
    const isOfALanguage = isLocale(path.split('/')[1] ?? '')
    return page.startsWith('/[locale]') && !isOfALanguage ? nowhere : page
  }
  const found = new LRUCache<string, string>({ max: 1000 })
  return (path) => {
    const before = found.get(path)
    if (before !== undefined) return before
    const pattern = find(path)
    found.set(path, pattern)
    return pattern
  }
}
