import { z } from 'zod'
import listed from '@/data/guard/facilities.json'
import { adjectiveEnding, after, before } from './words'

const Facilities = z.strictObject({
  about: z.string(),
  plants: z.array(
    z.strictObject({
      kind: z.enum(['TPP', 'CHP', 'HPP', 'NPP']),
      uk: z.string(),
      ru: z.string(),
      en: z.array(z.string()).min(1),
      town: z.array(z.string()),
      alone: z.boolean(),
    }),
  ),
  abbreviations: z.array(z.string()),
  hospitals: z.array(z.string()),
})
const { plants, abbreviations, hospitals } = Facilities.parse(listed)

/** How many names the reviewed list holds. */
export const listedNames = plants.length + abbreviations.length + hospitals.length

/** What a power plant or a substation is called in the three languages, as a pattern for the flags `iu`. */
export const siteKind = [
  '(?:TPPs?|CHPPs?|CHPs?|HPPs?|NPPs?|PSPPs?|PSPs?|TETs|TETS|TEC|TES|HES|AES|GRES)',
  '(?:(?:thermal|nuclear|hydro(?:-?electric)?|pumped[- ]storage|coal|combined)\\s+)?(?:heat\\s+and\\s+)?(?:power|hydropower)[\\s-]+(?:plants?|stations?)',
  '(?:thermal|nuclear|hydro(?:-?electric)?)\\s+(?:plants?|stations?)',
  'dam',
  'substations?',
  '(?:ТЕС|ТЕЦ|ГЕС|ГАЕС|АЕС|ДРЕС|ТЭС|ТЭЦ|ГЭС|ГАЭС|АЭС|ГРЭС)',
  '(?:тепло|гідро|гидро|атомн\\p{L}*\\s+)?(?:електро|электро)?(?:станці|станци)\\p{L}{1,3}',
  '(?:теплоелектроцентрал|теплоэлектроцентрал)\\p{L}*',
  '(?:підстанці|подстанци)\\p{L}{1,3}',
].join('|')

/** What may stand between a name and its kind: the kind's own adjectives. */
const between = '(?:\\s+(?:теплов|атомн|гідро|гидро|електричн|электрическ|державн|районн|tets|thermal|nuclear|hydro)\\p{L}*){0,2}\\s+'

const latinEnding = '(?:a|oi|iy|ii|ij|u|oiu|aya|oy|oj|uyu|yi|ky|kyi|e)?'
const adjectives = plants.flatMap(({ uk, ru, en }) => [
  `${uk}${adjectiveEnding}`,
  `${ru}${adjectiveEnding}`,
  ...en.map((stem) => `${stem}${latinEnding}`),
])
const towns = plants.flatMap(({ town }) => town).map((name) => `${name}\\p{L}{0,3}`)

const alone = plants
  .filter((plant) => plant.alone)
  .flatMap(({ uk, ru, en }) => [`${uk}${adjectiveEnding}`, `${ru}${adjectiveEnding}`, ...en.map((stem) => `${stem}a`)])

/** What makes the same adjective the name of a community, a district or a road. */
const community =
  '(?!\\s+(?:міськ|селищн|сільськ|територіальн|громад|район|общин|городск|рад|вулиц|траса|city|town|village|settlement|community|communities|hromada|district|raion|rayon|territorial))'

/** A plant of the list: its name with what it is, in either order, or the name alone where nothing else is called so. */
export const listedPlants: readonly RegExp[] = [
  new RegExp(`${before}(?:${[...adjectives, ...towns].join('|')})(?:${between}|\\s*[«"“(]\\s*)(?:${siteKind})${after}`, 'iu'),
  new RegExp(
    `${before}(?:${siteKind})(?:\\s*[«"“(])?\\s*(?:(?:in|at|near|у|в|біля|возле|под)\\s+)?(?:${[...adjectives, ...towns].join('|')})${after}(?!\\s+(?:обл|область|регіон|region|oblast))`,
    'iu',
  ),
  new RegExp(`${before}(?:${alone.join('|')})${after}${community}`, 'u'),
  new RegExp(`${before}(?:${abbreviations.join('|')})${after}`, 'u'),
]

/** A hospital that is known by its name alone. */
export const listedHospitals = new RegExp(`${before}(?:${hospitals.join('|')})`, 'u')
