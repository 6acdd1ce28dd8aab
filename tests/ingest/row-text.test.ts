import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cellsOf, rowText } from '@/lib/ingest/table-rows'

it('puts cells together as they are cut apart', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ї', ' ', ',', ';', '\t', '"', '\n', "'") })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), fc.constantFrom(',', ';', '\t'), (cells, delimiter) => {
      expect(cellsOf(rowText(cells, delimiter), delimiter)).toEqual(cells)
    }),
  )
})
