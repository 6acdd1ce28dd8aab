'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { contextOfAction } from '@/app/_session/action-context'
import { isLocale, locales } from '@/lib/i18n/locale'
import { ServiceError } from '@/lib/service/errors'
import { type MendRow, mendRow } from '@/lib/service/mend-row'
import type { Told } from './mended'

const longestRow = 200_000
// A browser sends line breaks as CRLF, whatever was there.
const Text = z
  .string()
  .max(longestRow)
  .transform((text) => text.replaceAll('\r\n', '\n'))
const Sent = z.object({
  import: z.string().length(64),
  line: z.coerce.number().int().positive(),
  text: Text.nullable(),
  cells: z.array(Text),
})

/** The cells of a row in the order of their columns, whatever order they were sent in. */
const cellsIn = (form: FormData) =>
  [...form]
    .filter(([name]) => /^cell\d+$/.test(name))
    .sort(([a], [b]) => Number(a.slice(4)) - Number(b.slice(4)))
    .map(([, value]) => value)

function rowIn(form: FormData): MendRow {
  const { text, cells, ...place } = Sent.parse({
    ...{ import: form.get('import'), line: form.get('line') },
    ...{ text: form.get('text'), cells: cellsIn(form) },
  })
  return { ...place, row: text ?? cells }
}

/** What is told where nothing came of it; a fault of ours is thrown on. */
function toldOf(error: unknown): Told | 'signIn' {
  if (error instanceof Error && error.name === 'StoreUnavailable') return 'notNow'
  if (!(error instanceof ServiceError)) throw error
  if (error.more.why === 'foreign') return 'foreign'
  if (error.problem === 'unauthorised' || error.problem === 'forbidden') return 'signIn'
  if (error.problem === 'not-found' || error.problem === 'conflict') return 'missing'
  throw error
}

/** Tries a row in quarantine again as an editor has put it right, with script and without, and leads back to the page, which tells what came of it. */
export async function mend(form: FormData): Promise<void> {
  const locale = String(form.get('locale'))
  const page = `/${isLocale(locale) ? locale : locales[0]}/sources`
  const told = await contextOfAction()
    .then((ctx) => mendRow(ctx, rowIn(form)))
    .catch(toldOf)
  redirect(
    told === 'signIn' ? `${page.replace(/sources$/, 'sign-in')}?${new URLSearchParams({ next: page })}` : `${page}?done=${told}#mend`,
  )
}
