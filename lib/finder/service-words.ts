import type { Service } from '@/lib/schema/observation'
import { type Span, spansOf, words } from './plain-text'

/** What people call each service, English and Ukrainian, as insides of patterns. */
const called: Readonly<Record<Service, string>> = {
  electricity: [
    'electric(?:ity|al)?(?: power)?(?: suppl(?:y|ies)| services?)?(?! (?:transport|vehicles?|trains?|appliances))',
    'power(?: suppl(?:y|ies)| services?)?(?! (?:plants?|stations?|lines?|units?|compan|engineers?|workers|grids?|systems?|facilit|equipment|gener|deficit|outages?|cuts?|shutdowns?|loss|trans|structure|source))',
    'energy supply|lights?',
    'світл(?:о|а|ом|і)|електр(?:ик(?:а|и|у|ою|ці)|оенергі[яїює]|оенергією|опостачанн(?:я|ю|ям|і)|оживленн(?:я|ю|ям))|енергопостачанн(?:я|ю|ям|і)|струму?|напруг(?:а|и|у|ою)|живленн(?:я|ю|ям)',
  ].join('|'),
  heating:
    'heat(?:ing)?(?: suppl(?:y|ies))?|warmth|boiler (?:houses?|plants?)|опаленн(?:я|ю|ям|і)|теплопостачанн(?:я|ю|ям|і)|тепл(?:о|а|ом)|котельн(?:я|і|ю|ях|ям)|котелень',
  water:
    '(?:drinking |running |hot |cold |tap )?water(?: suppl(?:y|ies))?(?! (?:utility|pipe|pump|canal))|вод(?:а|и|у|ою)|водопостачанн(?:я|ю|ям|і)',
  gas: 'gas(?: suppl(?:y|ies))?(?! (?:pipe|station|facilit|prod))|газ(?:у|ом)?|газопостачанн(?:я|ю|ям|і)',
  telecom:
    "(?:mobile |cell(?: |–)?phone )(?:networks?|communications?|services?|coverage|connections?)|internet(?: access| service)?|communications|зв'яз(?:ок|ку|ком)|інтернет(?:у|ом)?",
  transport:
    '(?:the )?(?:metro|subway)|trams?(?: traffic)?|trolley ?(?:–)?bus(?:es)?|(?:electric |public |ground electric )transport|trains|метро(?:політен(?:у)?)?|тролейбус(?:и|ів)?|трамва(?:ї|їв|й)|(?:громадськ|електричн)(?:ий|ого) транспорту?|електротранспорту?|поїзди',
  health:
    '(?:all )?(?:city |local |maternity )?hospitals?|(?:health ?care|medical) (?:facilities|institutions|centers|centres)|лікар(?:ня|ні|ню|ень|нях|ням)|медзаклад(?:и|ів|ах)?|медичн(?:і|их) (?:заклад(?:и|ів|ах)|установ(?:и|ах)?)',
  education:
    'schools?(?: holidays?| students)?|kindergartens?|nurseries|universit(?:y|ies)|classes|school (?:holidays?|vacations?)|школ(?:а|и|ах|ам|у)|шкіл|дитсадк(?:и|ів|ах)|дитяч(?:і|их) садк(?:и|ів|ах)|шкільн(?:і|их) канікул(?:и)?|канікули',
}

const names = Object.keys(called).filter((name): name is Service => Object.hasOwn(called, name))
const anyOf = (services: readonly Service[]) => `(?:${services.map((name) => called[name]).join('|')})`
const beside =
  '(?:(?:any|all|the|both|either|their|centrali[sz]ed|central|stable|mains|normal|electric|household|reliable|постійного|централізованого|гарячої|холодної|стабільного|будь–якого) )*'
const joint = '(?:,? (?:and|or|nor|as well as|та|і|й|або|чи|ані|а також)|,)(?: (?:without|no|any|partially no|partially|без))? '

const listOf = (any: string) => `${beside}${any}(?:${joint}${beside}${any})*`

/** The inside of a pattern for what comes by a line or a pipe, one or a list: "heating, water and electricity". */
export const supplies = listOf(anyOf(['electricity', 'heating', 'water', 'gas', 'telecom']))

export interface ServiceMention extends Span {
  services: readonly Service[]
}

const each = names.map((service) => ({ service, pattern: words(called[service]) }))
// A comma alone joins only what an "and" closes: «без опалення, лікарні працюють на генераторах» are two thoughts.
const one = `${beside}${anyOf(names)}`
const lists = words(`${one}(?:(?:, ${one})*,? (?:and|or|nor|as well as|та|і|й|або|чи|ані|а також) ${one})?`)

/** The services a part of a text names, each once, in the order of the vocabulary. */
export function servicesIn(plain: string, within: Span): Service[] {
  return each.filter(({ pattern }) => spansOf(pattern, plain, within).length > 0).map(({ service }) => service)
}

/** Where services are named, lists together. */
export function serviceMentions(plain: string, within: Span): ServiceMention[] {
  return spansOf(lists, plain, within).map((span) => ({ ...span, services: servicesIn(plain, span) }))
}
