import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { locales } from '@/lib/i18n/locale'
import { root } from '../support/root'

/** Whose records the addresses are of. */
export interface Shown {
  incident: string
  report: string
}

/** Everything under app, but the API, that answers an address: pages, pictures, lists for machines. Files, as `[locale]/page.tsx`. */
export function answeringOnDisk(): string[] {
  const files = readdirSync(join(root, 'app'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map(({ parentPath, name }) => relative(join(root, 'app'), join(parentPath, name)))
  return paths
    .filter((path) => !path.startsWith('api/') && /(^|\/)(page|route|robots|sitemap|opengraph-image|twitter-image)\.tsx?$/.test(path))
    .sort()
}

/** What stands for the dynamic parts of a file's address; a file with another one fails until it is told here. */
const parts: Record<string, (of: Shown, path: string) => string> = {
  '[locale]': () => '[locale]',
  '[...rest]': () => 'nothing/here',
  '[id]': ({ incident, report }, path) => (path.includes('reports/') ? report : incident),
  '[report]': ({ report }) => report,
  '[code]': () => 'UA-12',
  '[name]': () => 'not-found',
}

/** The addresses of a file, in every language; beside the plain one a further one for each query that the pages of its kind can be asked. */
export function addressesOf(path: string, of: Shown, queries: Record<string, readonly string[]>): string[] {
  const folders = path.split('/').slice(0, -1)
  const file = path.split('/').at(-1) ?? ''
  const said = folders.map((folder) => {
    if (!folder.startsWith('[')) return folder
    const part = parts[folder]
    if (part === undefined) throw new Error(`${path}: tell what stands for ${folder}`)
    return part(of, path)
  })
  const own = file.startsWith('robots') ? ['robots.txt'] : file.startsWith('sitemap') ? ['sitemap.xml'] : []
  const address = `/${[...said, ...own].join('/')}`
  const asked = ['', ...(queries[path] ?? [])].map((query) => `${address}${query}`)
  return asked.flatMap((each) => (each.includes('[locale]') ? locales.map((locale) => each.replace('[locale]', locale)) : [each]))
}
