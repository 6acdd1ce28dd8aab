import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../support/root'

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      optional: z.boolean().default(false),
      devOptional: z.boolean().default(false),
    }),
  ),
})

/** Licences under which anybody may use, change and pass on what they cover, asked for no more than a notice. */
const permissive = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC-BY-4.0',
    'ISC',
    'MIT',
    'OFL-1.1',
    'Python-2.0',
    'Unlicense',
  ],
])

interface Exception {
  packages: RegExp
  licence: string
  why: string
}

/** Packages whose licence asks for more, or that the lock file says none of: each with why it is here all the same. */
export const exceptions: readonly Exception[] = [
  {
    packages: /^(@react-leaflet\/core|react-leaflet)$/,
    licence: 'Hippocratic-2.1',
    why: 'no open-source licence by the usual definition; used in app/_map alone, and said in the README',
  },
  {
    packages: /^@img\/sharp-/,
    licence: 'LGPL-3.0-or-later',
    why: 'libvips, a library of its own that is loaded and not built in; optional, brought by Next.js for one platform each',
  },
  {
    packages: /^@next\/swc-/,
    licence: 'none said',
    why: 'the compiler of Next.js for one platform each, MIT as Next.js is; not part of what is served',
  },
]

export interface Licensed {
  name: string
  version: string
  licence: string
}

/** Whether one of the choices of an SPDX expression asks for nothing more than a notice. */
export function isPermissive(expression: string): boolean {
  const choices = expression.replaceAll(/[()]/g, '').split(' OR ')
  return choices.some((choice) => choice.split(' AND ').every((licence) => permissive.has(licence)))
}

export const exceptionOf = ({ name, licence }: Licensed): Exception | undefined =>
  exceptions.find(({ packages, licence: under }) => packages.test(name) && (licence.includes(under) || licence === under))

/** Every package that a production install of the lock file brings, on any platform, by name and version. */
export function productionPackages(): Licensed[] {
  const { packages } = Lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const told = new Map<string, Licensed>()
  for (const [path, { version = '', license = 'none said', dev, devOptional }] of Object.entries(packages)) {
    if (path === '' || dev || devOptional) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    told.set(`${name}@${version}`, { name, version, licence: license })
  }
  return [...told.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

/** The document of licences, as Markdown. */
export function licencesInWords(): string {
  const all = productionPackages()
  const counts = new Map<string, number>()
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1)
  const table = (head: string, rows: readonly string[]) => `${head}\n${rows.join('\n')}\n`
  return [
    '# Licences of what it stands on\n',
    'Every package that `npm ci --omit=dev` may bring, on whichever platform, with the licence that it names. Written by `npm run licences` from the',
    'lock file; a test holds it to that, and to licences that ask for no more than a notice, but for these:\n',
    table(
      '| packages | licence | why |\n|---|---|---|',
      exceptions.map(({ packages, licence, why }) => `| \`${packages.source.replaceAll('|', '\\|')}\` | ${licence} | ${why} |`),
    ),
    table(
      '| licence | packages |\n|---|---|',
      [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([licence, count]) => `| ${licence} | ${count} |`),
    ),
    table(
      '| package | version | licence |\n|---|---|---|',
      all.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    ),
  ].join('\n')
}
