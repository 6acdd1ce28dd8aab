import { describe, expect, test } from 'vitest'
import { shownErrors } from '@/app/[locale]/report/shown-errors'
import { emptyReport } from '@/lib/form/report-form-values'

const context = { findRegion: () => 'UA-12', zone: 'Europe/Kyiv' }
const empty = emptyReport()
const fieldsOf = (errors: readonly { field: string }[]) => errors.map(({ field }) => field)
const left = (...fields: string[]) => new Set(fields)

describe('errors while somebody types', () => {
  test('a form just opened scolds nobody', () => expect(shownErrors(empty, { values: empty, errors: [] }, left(), context)).toEqual([]))

  test('a field is told about once it has been left, and no longer when it is right', () => {
    const sent = { values: empty, errors: [] }
    expect(fieldsOf(shownErrors(empty, sent, left('title', 'publisher'), context))).toEqual(['title', 'publisher'])
    expect(fieldsOf(shownErrors({ ...empty, title: 'A strike' }, sent, left('title', 'publisher'), context))).toEqual(['publisher'])
  })

  test('what was told at sending stays until it is put right, then goes', () => {
    const sent = { values: empty, errors: [{ field: 'title', fault: 'required' as const, params: {} }] }
    expect(fieldsOf(shownErrors(empty, sent, left(), context))).toEqual(['title'])
    expect(shownErrors({ ...empty, title: 'A strike' }, sent, left(), context)).toEqual([])
  })

  test('what only the ledger could tell stays until its field changes', () => {
    const values = { ...empty, heldDate: '2030-01-01' }
    const sent = { values, errors: [{ field: 'heldDate', fault: 'future' as const, params: {} }] }
    expect(fieldsOf(shownErrors({ ...values, title: 'changed' }, sent, left(), context))).toEqual(['heldDate'])
    expect(shownErrors({ ...values, heldDate: '2026-01-01' }, sent, left(), context)).toEqual([])
  })
})
