import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = () => join(process.cwd(), 'node_modules', '@expo-google-fonts', 'noto-sans')

const font = (weight: 400 | 700, file: string) => ({
  name: 'Noto Sans',
  weight,
  style: 'normal' as const,
  data: readFileSync(join(folder(), file)),
})

/**
 * The letters of both languages and the signs of ranges, for pictures drawn on the server, where no system font can be counted on.
 * Whole fonts, not cut to a script: for a letter that is missing the drawing library asks the network.
 */
export const shareFonts = () => [font(400, '400Regular/NotoSans_400Regular.ttf'), font(700, '700Bold/NotoSans_700Bold.ttf')]

const beyondTheFonts = /[^\u0020-\u024f\u0400-\u052f\u2010-\u2027\u202f\u2116]/g

/** A text in letters that the fonts have: "≥ 19k", whose sign they lack, as "19k+". */
export const drawable = (text: string): string => text.replace(/≥\s*(\d[\d\u00a0\u202f.,]*[km]?)/g, '$1+').replace(beyondTheFonts, '')
