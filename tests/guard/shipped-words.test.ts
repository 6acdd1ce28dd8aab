import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { lintPlace, lintText } from '@/lib/guard/text-lint'
import { lintRules } from '@/lib/schema/vocabulary'
import { root } from '@/tests/support/root'

const Row = z.object({
  event_title: z.string(),
  place: z.string().nullable(),
  quote: z.string().nullable(),
  stated_by: z.string().nullable(),
})
const rows = readFileSync(join(root, 'data/records/ua-observations.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Row.parse(JSON.parse(line)))
const lint = { rules: lintRules, words: [] }

function stopped(row: z.infer<typeof Row>): string[] {
  const texts = [row.event_title, row.quote, row.stated_by].filter((text) => text !== null)
  const findings = [...texts.flatMap((text) => lintText(text, lint)), ...(row.place === null ? [] : lintPlace(row.place, lint))]
  return findings.map(({ reason, words }) => `${reason}: ${words}`)
}

// Real reporting: what stops here without naming a site would stop everybody's records.
it('stops of the shipped words only those that name a site', () => {
  expect(rows.length).toBeGreaterThan(550)
  expect([...new Set(rows.flatMap(stopped))].sort()).toEqual([
    'facility: Chornobyl NPP',
    'facility: Dobrotvir TPPs',
    'facility: Fedorivka traction substation',
    'facility: Kherson CHP',
    'facility: Ladyzhyn TPP',
    'facility: NPP (Enerhodar',
    'facility: Sevastopol substation',
    'facility: Zaporizhzhia NPP',
    'facility: Zaporizhzhya NPP',
    'place: NPP',
  ])
})
