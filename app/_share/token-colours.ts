import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Theme = 'light' | 'dark'
/** Plain colours by the name of their token. */
export type Colours = Readonly<Record<string, string>>

const sheet = () => readFileSync(join(process.cwd(), 'app', '_ui', 'tokens.css'), 'utf8')
const darkRule = '@media screen and (prefers-color-scheme: dark)'

const coloursIn = (css: string): [name: string, colour: string][] =>
  [...css.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{3,8});/gi)].map(([, name = '', colour = '']) => [name, colour])

/** The plain colours of the style sheet, for drawings that no browser lays out. */
export function tokenColours(theme: Theme): Colours {
  const [light = '', dark = ''] = sheet().split(darkRule)
  return Object.fromEntries([...coloursIn(light), ...(theme === 'dark' ? coloursIn(dark) : [])])
}

/** The style sheet of tokens with one theme fixed, whatever the reader's system likes: for a frame in somebody else's page. */
export function fixedTheme(theme: Theme): string {
  const fixed = sheet().replace(darkRule, theme === 'dark' ? '@media all' : '@media not all')
  return fixed.replace('color-scheme: light dark', `color-scheme: ${theme}`)
}
