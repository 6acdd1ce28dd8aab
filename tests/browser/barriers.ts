import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Of axe's rules those whose outcome the colours decide: all that another theme can change. */
const rulesOfColours = ['color-contrast', 'link-in-text-block']
const repeated = 'data-repeated'

async function grave(axe: AxeBuilder, theme: string): Promise<string[]> {
  const { violations } = await axe.analyze()
  const found = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary }) => `${theme}: ${id}: ${target} ${failureSummary ?? ''}`),
  )
}

/**
 * Marks what differs from an earlier part of the page in its words alone, in the same surroundings: its colours are the same. Of a long table
 * the first rows of each make stay unmarked, and the last, since styles know of places.
 */
const markRepeated = (page: Page, mark: string): Promise<void> =>
  page.evaluate((attribute) => {
    const ofWords = /^(id|href|title|alt|for|name|value|lang|datetime|content|src|aria-(label|labelledby|describedby|controls|valuetext))$/
    const makes = new Map<Element, string>()
    const ownMake = (element: Element) => {
      const told = [...element.attributes].filter(({ name }) => !ofWords.test(name)).map(({ name, value }) => `${name}=${value}`)
      return `${element.tagName} ${told.join(' ')}`
    }
    const makeOf = (element: Element): string => {
      const make = makes.get(element) ?? `<${ownMake(element)}${[...element.children].map(makeOf).join('')}>`
      makes.set(element, make)
      return make
    }
    const seen = new Set<string>()
    const mark = (element: Element, surroundings: string) => {
      for (const [n, child] of [...element.children].entries()) {
        const place = `${surroundings}/${Math.min(n, 3)}${child.nextElementSibling === null ? 'last' : ''} `
        const make = place + makeOf(child)
        if (seen.has(make)) child.setAttribute(attribute, '')
        else {
          seen.add(make)
          mark(child, place + ownMake(child))
        }
      }
    }
    mark(document.body, '')
  }, mark)

/**
 * What axe finds serious or critical in a page as it stands: theme, rule and place. Rules of colours, nine tenths of the time it takes, are
 * held in light and dark, over one of what is made alike and in one language, of which the styles' colours know nothing; all the others once.
 */
export async function barriers(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  // What passes is not described: axe spends more on that than on finding out. It would be where frames are looked into, and there are none.
  const axe = () => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const found = await grave(axe().disableRules(rulesOfColours), 'light')
  if ((await page.locator('html').getAttribute('lang')) !== 'en') return found
  await markRepeated(page, repeated)
  const colours = () => axe().withRules(rulesOfColours).exclude(`[${repeated}]`)
  found.push(...(await grave(colours(), 'light')))
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await grave(colours(), 'dark')))
  await page.evaluate((attribute) => {
    for (const element of document.querySelectorAll(`[${attribute}]`)) element.removeAttribute(attribute)
  }, repeated)
  return found
}

/** Opens every part of a page that can be opened. */
export const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) if (details instanceof HTMLDetailsElement) details.open = true
  })
