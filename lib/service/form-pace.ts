import type { Gate } from './known-key'
import { readSigned, sign } from './sign'

/** The fields of a form that tell people from programs: one that people do not see, and when the form was opened, signed. */
export const trapField = 'homepage'
export const openedField = 'opened'

/** When a form is opened, as it stands in the form. */
export const openingStamp = (gate: Gate): Promise<string> => sign(gate, 'form', String(Date.parse(gate.clock())))

/** The stamp that a form brings, where it is one of ours, else a new one. */
export async function stampOf(gate: Gate, form: URLSearchParams): Promise<string> {
  const brought = form.get(openedField) ?? ''
  return (await readSigned(gate, 'form', brought)) === null ? openingStamp(gate) : brought
}

/**
 * What is odd about a form that comes without a key: a program fills in what nobody sees, and sends at once or without ever opening it.
 * Either is answered with the form as it was written, which a person sends again. There is no latest moment: a form may wait for the network.
 */
export async function oddityOf(gate: Gate, form: URLSearchParams): Promise<'trap' | 'tooFast' | null> {
  if ((form.get(trapField) ?? '') !== '') return 'trap'
  if (gate.settings.formSeconds === 0) return null
  const opened = await readSigned(gate, 'form', form.get(openedField) ?? '')
  const age = opened === null ? 0 : Date.parse(gate.clock()) - Number(opened)
  return age < gate.settings.formSeconds * 1000 ? 'tooFast' : null
}
