import { createElement, type ReactNode } from 'react'
import type { SectionId } from './sections'

/** MathML, which the types of JSX do not know. */
const m = (tag: string, ...children: ReactNode[]) => createElement(tag, null, ...children)
const name = (text: string) => m('mi', text)
const number = (value: number | string) => m('mn', value)
const sign = (text: string) => m('mo', text)
const at = (base: string, index: string) => m('msub', name(base), name(index))
/** One step further: `k + 1`. */
const after = (base: string, index: string) => m('msub', name(base), m('mrow', name(index), sign('+'), number(1)))
const over = (above: ReactNode, below: ReactNode) => m('mfrac', above, below)
const sum = (index: string, ...body: ReactNode[]) => m('mrow', m('munder', sign('∑'), name(index)), ...body)
const space = createElement('mspace', { width: '0.35em' })
const of = (what: 'min' | 'max', index: string, ...body: ReactNode[]) => m('mrow', m('munder', name(what), name(index)), space, ...body)
const row = (...parts: ReactNode[]) => m('mrow', ...parts)
const both = (what: 'min' | 'max', a: ReactNode, b: ReactNode) => row(name(what), sign('('), a, sign(','), b, sign(')'))
const is = (left: string, ...right: ReactNode[]) => row(name(left), sign('='), ...right)

/** The lines of each formula. `persons`: a household's, as the page writes it. */
const lines = (persons: string): Partial<Record<SectionId, ReactNode[]>> => ({
  alternatives: [is('low', of('min', 'i', at('low', 'i'))), is('best', at('best', 'lead')), is('high', of('max', 'i', at('high', 'i')))],
  parts: [is('low', sum('p', at('low', 'p'))), is('best', sum('p', at('best', 'p')))],
  'several-incidents': [
    is('low', of('max', 'e', at('low', 'e'))),
    is('best', of('max', 'e', at('best', 'e'))),
    is('high', sum('e', at('high', 'e'))),
  ],
  'parent-child': [is('low', both('min', at('best', 'own'), both('max', at('low', 'own'), sum('d', at('best', 'd')))))],
  'nation-wide': [is('low', sum('r', at('low', 'r'))), is('best', sum('r', at('best', 'r'))), is('high', sum('r', at('high', 'r')))],
  share: [is('share', over(name('C'), name('N'))), is('N', over(name('P'), number(persons)))],
  'household-hours': [
    is('step', sum('k', at('C', 'k'), at('Δt', 'k'))),
    is('low', sum('k', both('min', at('C', 'k'), after('C', 'k')), at('Δt', 'k'))),
    is('high', sum('k', both('max', at('C', 'k'), after('C', 'k')), at('Δt', 'k'))),
  ],
  reliability: [
    is('SAIDI', over(sum('i', at('r', 'i'), at('N', 'i')), at('N', 'T'))),
    is('SAIFI', over(sum('i', at('N', 'i')), at('N', 'T'))),
    is('CAIDI', over(name('SAIDI'), name('SAIFI'))),
  ],
  level: [is('d', name('s'), sign('×'), over(name('h'), number(24)), sign('×'), name('n'))],
})

/** The formula of a section, line by line under each other; null where its rule is words alone. */
export function formulaOf(section: SectionId, persons: string): ReactNode {
  const formula = lines(persons)[section]
  return formula ? createElement('div', null, ...formula.map((line) => createElement('math', { display: 'block' }, line))) : null
}
