import type { Territory } from '@/lib/regions/territory'
import { countyFinder } from './eagle-i'
import { FeedFault, type OnSetAside } from './feed-fault'

/**
 * Customers by county from EAGLE-I's MCC.csv: a byte order mark, county numbers without leading zeros, and a line “Grand Total” at its end,
 * which is no county. Throws FeedFault for another table.
 */
export function countyCustomers(text: string, territory: Pick<Territory, 'find'>, onSetAside: OnSetAside): Map<string, number> {
  const [heading, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (heading !== 'County_FIPS,Customers') throw new FeedFault('eagle-i', 'expected the columns County_FIPS and Customers')
  const codeOf = countyFinder(territory)
  const customers = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const [fips = '', count = ''] = line.split(',')
    const region = codeOf(fips)
    if (line === '' || fips === 'Grand Total') continue
    if (region === null) onSetAside({ line: index + 2, field: 'County_FIPS', reason: 'is not a county of this territory', text: line })
    else if (/^[1-9]\d{0,8}$/.test(count)) customers.set(region, Number(count))
    else onSetAside({ line: index + 2, field: 'Customers', reason: 'is not a number of customers', text: line })
  }
  return customers
}
