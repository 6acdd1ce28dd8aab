import { expect, it } from 'vitest'
import { readReference } from '@/app/[locale]/data/reference'
import { summaryIn, tagIn } from '@/app/[locale]/data/ukrainian-words'
import { openApiDocument } from '@/lib/http/openapi'

const { tags } = readReference(openApiDocument())
const operations = tags.flatMap((tag) => tag.operations)

it('every operation and every group of them has words of its own in both languages', () => {
  expect(operations.length).toBeGreaterThan(30)
  const said = [...operations.map((one) => summaryIn('uk', one)), ...tags.flatMap((tag) => Object.values(tagIn('uk', tag)))]
  expect(said.filter((words) => !/[а-яіїєґ]{3}/i.test(words))).toEqual([])
  expect(new Set(said).size).toBe(said.length)
  for (const one of operations) expect(summaryIn('en', one)).toBe(one.summary)
  for (const tag of tags) expect(tagIn('en', tag)).toEqual({ name: tag.name, says: tag.says })
})
