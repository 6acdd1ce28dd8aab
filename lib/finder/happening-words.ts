import type { Happening } from '@/lib/form/report-form-values'
import type { Service } from '@/lib/schema/observation'
import { overlap, type Span, spansOf, words } from './plain-text'
import { servicesIn, supplies } from './service-words'

/** What a phrase says happened. `meant` is a restoration that is still wanted: whoever waits for it is without. */
export type Said = Happening | 'meant'

/** A phrase that says what happened to a service; `services` only where the phrase itself names them. */
export interface HappeningPhrase extends Span {
  said: Said
  services: readonly Service[]
  /** A noun ("blackout") says of whom it speaks only by the words right beside it. */
  noun: boolean
}

interface Rule {
  said: Said | 'nothing'
  noun: boolean
  service: Service | null
  pattern: RegExp
}

const rule = (said: Rule['said'], source: string, more: Partial<Pick<Rule, 'noun' | 'service'>> = {}): Rule => ({
  said,
  noun: false,
  service: null,
  ...more,
  pattern: words(source),
})

const adverbs =
  '(?:(?:also|already|now|again|still|currently|temporarily|completely|fully|partially|gradually|successfully|all|вже|уже|знову|тимчасово|повністю|частково|ще) )*'
const be = `(?:is|are|was|were|be|been|being|has been|have been|had been|remains?|remained|left) ${adverbs}`
const outage = '(?:outages?|shutdowns?|blackouts?|cuts?|cut–offs?|disconnections?)'
const light =
  "(?:світло|електрику|електроенергію|електропостачання|живлення|воду|водопостачання|тепло|теплопостачання|опалення|газ|газопостачання|зв'язок)"

// The first rule that holds for a place in the text takes it: what is planned before what is done, the denied before the said.
const rules: readonly Rule[] = [
  rule('nothing', `(?:without|no|avoid(?:ed|ing)?) (?:any |further |new |emergency |scheduled |hourly |power |electricity )*${outage}`),
  rule(
    'nothing',
    `без (?:\\p{L}+ )?(?:відключень|обмежень|перебоїв)|не (?:буде|було|планується|застосовува\\p{L}*) (?:\\p{L}+ )?(?:відключен\\p{L}+|графік\\p{L}*)`,
  ),
  // Limits.
  rule(
    'limited',
    `(?:special )?(?:emergency|hourly|rolling|unscheduled|stabili[sz]ation)(?:,? (?:emergency|hourly|unscheduled|nationwide|power|electricity))* ${outage}(?: schedules?)?`,
    {
      service: 'electricity',
    },
  ),
  rule(
    'limited',
    `(?:(?:power |electricity |hourly |emergency )*${outage} )schedules?|schedules? of (?:hourly |emergency )?(?:power )?${outage}`,
    { service: 'electricity' },
  ),
  rule(
    'limited',
    '(?:аварійн|екстрен|погодинн|стабілізаційн)\\p{L}+ (?:\\p{L}+ )?(?:відключен|вимкнен)\\p{L}+(?: (?:світла|електроенергії|електрики))?',
    {
      service: 'electricity',
    },
  ),
  rule(
    'limited',
    'графік\\p{L}* (?:(?:погодинн|аварійн|стабілізаційн)\\p{L}+ )?(?:відключен|вимкнен)\\p{L}+(?: (?:світла|електроенергії|електрики))?',
    {
      service: 'electricity',
    },
  ),
  rule('limited', '(?:network |grid )?restrictions (?:have been |were |are )?(?:introduced |applied )?for', { service: 'electricity' }),
  // On generators.
  rule(
    'onBackup',
    '(?:on|to|by|using|with|from|via) (?:the )?(?:\\p{L}+ )?(?:generators?|back–?up (?:power(?: sources?| supply)?|electricity|sources?|generators?))',
  ),
  rule(
    'onBackup',
    '(?:працю(?:є|ють) )?(?:на|від|з|через) (?:\\p{L}+ )?(?:генератор\\p{L}*|резервн\\p{L}+ (?:живлення|джерел\\p{L}*|електроживлення))(?: (?:живлення|електроживлення))?|генераторами',
  ),
  // Back, and on the way back.
  rule(
    'reconnected',
    `(?:managed to|able to|succeeded in) (?:restor|reconnect|return)\\p{L}*|вдалося (?:\\p{L}+ ){0,3}(?:повернути|відновити|під'єднати|заживити)`,
  ),
  rule(
    'partlyBack',
    `(?:${be})?(?:partially|partly|almost completely|almost fully|mostly) (?:restored|returned|reconnected)|gradually (?:returning|restored|recovering)|being ${adverbs}restored|частково (?:відновлен\\p{L}+|відновили|повернули|заживлен\\p{L}+)|поступово (?:відновлю\\p{L}+|поверта\\p{L}+)|відновлюється|restored (?:in|to) (?:almost all|most)`,
  ),
  rule(
    'meant',
    `(?:to|will|would|shall|should|must|can|could|help) (?:be )?${adverbs}(?:restored?|reconnect(?:ed)?|return(?:ed)?)|(?:are|is|were|was|continues?|continued|keep|on) ${adverbs}(?:restoring|reconnecting)|restoring|restoration of|відновлюють|відновлювали|відновити|відновлення|повернути|повертають|повертали|під'єднати|заживити|буд(?:е|уть) (?:відновлен|заживлен)\\p{L}+`,
  ),
  rule(
    'reconnected',
    `(?:${be})?(?:restored|reconnected|re–energi[sz]ed|powered(?= by)|back (?:on|online|with (?:power|electricity|light))|returned)`,
  ),
  rule(
    'reconnected',
    `(?:have|has|got|receive|receiving|received) ${adverbs}(?:${supplies}) (?:again|back|thanks)|have already (?:${supplies})`,
  ),
  rule(
    'reconnected',
    `(?:відновлен|повернен|заживлен|під'єднан|підключен)\\p{L}+|відновили|відновив|відновила|повернули|повернув|повернула|повернулося|повернуто|заживили|підключили|під'єднали|${light} (?:вже |знову )*(?:є|з'явилося|з'явилась|повернулося|повернулось)`,
  ),
  // Without.
  rule('nothing', 'without (?:a |any )?(?:power|electricity|water|heat\\p{L}*) (?:outages?|cuts?|interruptions?|problems?)'),
  rule('out', `(?:still |temporarily |remain(?:s|ed|ing)? |left |completely )*(?:without|with out|with no) ${supplies}`),
  rule('out', `no (?:longer )?(?:any )?${supplies}`),
  rule('out', `(?:lost|losing|loses?|lack(?:s|ed|ing)?|deprived of|stripped of|short of) (?:all |their |its )?${supplies}`),
  rule('out', `(?:cut|cuts|cutting|knocked|knocking|knocks)(?: out| off)? (?:the |all )?${supplies}`),
  rule('out', `(?:cut off|cut–off|disconnected|severed) from (?:the )?(?:${supplies})(?: grid| network| system)?`),
  rule(
    'out',
    `(?:залиш\\p{L}+ )?без (?:\\p{L}+ )?(?:${supplies})|(?:немає|нема|відсутн[єія]|зникл[оаи]|зник|відключено|втратил\\p{L}+|позбавлен\\p{L}+) (?:${supplies})|(?:${supplies}) (?:немає|нема|відсутн[єія]|зникл[оаи])`,
  ),
  rule(
    'out',
    '(?:знеструмлен|обезструмлен|знеструмил|знеструми)\\p{L}*|de–?energi[sz]ed|blacked out|(?:into|in) (?:total |complete |the )?darkness',
    { service: 'electricity' },
  ),
  rule('out', 'been cut(?= (?:to|in|for|at))|(?:cut|cutting) off|disconnected|відключен[оиіа]|вимкнен[оиіа]|switched off|shut off'),
  // Lines and lessons.
  rule(
    'out',
    `${be}(?:suspended|halted|stopped)|(?:has |have |had )?(?:${adverbs})(?:stopped|suspended|halted)(?: (?:running|operating|operation|operations|its work|work))?|(?:not|stopped) (?:running|operating|working)|(?:won't|will not|do not|does not) (?:run|operate)|не (?:курсу|ходи|ходя|працю|руха)\\p{L}+|зупинен\\p{L}+|зупинил\\p{L}+|зупинив\\p{L}*|призупинен\\p{L}+`,
  ),
  rule(
    'closed',
    '(?:distance|remote|online) (?:learning|education|classes)|holidays (?:have been |were |are |has been |had been )?extended|extended (?:their |the )?(?:school )?(?:holidays|vacations?)|(?:cancel(?:led|ed)? classes)|дистанційн\\p{L}+ (?:навчання|форм\\p{L}+)|канікули (?:продовж\\p{L}+|подовж\\p{L}+)|продовж\\p{L}+ (?:шкільні |зимові )*канікули|навчання (?:зупинено|призупинено)',
    {
      service: 'education',
    },
  ),
  rule('closed', `${be}closed|закрит[іо]|зачинен[іо]`),
  // Capacity: counted in megawatts alone.
  rule(
    'capacityLost',
    'loss of|lost|losing|fallen by|fell by|knocked out|destroyed|втрат\\p{L}+|втрачен\\p{L}+|знищен\\p{L}+|вибул\\p{L}+|out of (?:service|operation)',
  ),
  rule('out', '(?:faced?|facing|experienc\\p{L}+|suffer\\p{L}*|affected by|hit by|caused) (?:\\p{L}+ )?(?:power )?outages', {
    noun: true,
    service: 'electricity',
  }),
  rule('out', `(?<!(?:water|heat|heating|gas|internet) )(?:outages?|blackouts?|power cuts?) (?:has |have )?affect(?:ed|s|ing)`, {
    service: 'electricity',
  }),
  rule('out', '(?:water|heat(?:ing)?|gas|internet) (?:supply )?(?:outages?|cuts?|failures?) (?:has |have )?affect(?:ed|s|ing)'),
  // Nouns last.
  rule(
    'out',
    `(?:power|electricity) (?:outages?|cuts?|loss|failures?)|blackouts?|знеструмлення|відключення (?:світла|електроенергії|електрики)|блекаут\\p{L}*`,
    {
      noun: true,
      service: 'electricity',
    },
  ),
]

/** What is only possible, expected or warned of is no observation. */
const possible = words(
  'none of|nobody|жод(?:ен|на|не|ному|ній)|may|might|could(?! be restored)|possible|possibly|likely|expected to|is expected|are expected|risk of|threat\\p{L}*|warn\\p{L}*|if|in case|unless|until|forecast|будь–якої миті|можлив\\p{L}+|може|можуть|якщо|ризик\\p{L}*|загроз\\p{L}+|очіку\\p{L}+|прогноз\\p{L}*|у разі',
)
const cause =
  /(?:due to|because of|caused by|owing to|amid|following|after|despite|during|через|внаслідок|після|попри|під час) (?:a |an |the |these |such |\p{L}+ )?$/u
/** After a passed-on "no longer" and the like the phrase says the opposite. */
const denied = /(?:\bnot|n't|never|не) $/u

/** The phrases of a part of a text that say what happened to a service; none that is only possible, denied or named as a cause. */
export function happeningPhrases(plain: string, within: Span): HappeningPhrase[] {
  const taken: (Span & { rule: Rule })[] = []
  for (const candidate of rules) {
    for (const span of spansOf(candidate.pattern, plain, within)) {
      if (!taken.some((other) => overlap(span, other))) taken.push({ ...span, rule: candidate })
    }
  }
  const doubts = spansOf(possible, plain, within)
  return taken
    .filter(({ start, end, rule: { said, noun } }) => {
      const lead = plain.slice(Math.max(within.start, start - 40), start)
      if (said === 'nothing' || denied.test(lead)) return false
      if (noun && cause.test(lead)) return false
      return !doubts.some((doubt) => sameClause(plain, doubt, { start, end }))
    })
    .map(({ start, end, rule: { said, noun, service } }) => {
      // What runs on "backup power" is named elsewhere.
      const named = said === 'onBackup' ? [] : servicesIn(plain, { start, end })
      return {
        start,
        end,
        said: said === 'nothing' ? 'out' : said,
        noun,
        services: named.length > 0 ? named : service === null ? [] : [service],
      }
    })
    .sort((a, b) => a.start - b.start)
}

/** Whether nothing that begins a new clause stands between two phrases. */
function sameClause(plain: string, a: Span, b: Span): boolean {
  const [first, second] = a.start < b.start ? [a, b] : [b, a]
  return !/[;:]|, (?:and|but|while|а|але|однак|проте)(?!\p{L})/u.test(plain.slice(first.end, second.start))
}

/** Words that say what happened to people and houses themselves: a number beside them is no number of ours. */
export const otherFates = words(
  'kill\\p{L}*|dead|die[sd]?|deaths?|injur\\p{L}*|wound\\p{L}*|casualt\\p{L}*|hospitali[sz]ed|evacuat\\p{L}*|rescu\\p{L}*|trapped|detain\\p{L}*|displaced|homeless|attend\\p{L}*|donat\\p{L}*|damag\\p{L}*|destroy\\p{L}*|sheltered|gathered|visited|employ\\p{L}*|work(?:ed|ing)? (?:at|in|on)|hit|shelled|attacked|liberated|captured|struck|received|protest\\p{L}*|rall(?:y|ied|ies)|took part|fled|live[sd]? in|living in|home to|population of|' +
    'загин\\p{L}*|поранен\\p{L}*|постражда\\p{L}*|травмован\\p{L}*|евакуйован\\p{L}*|евакуюва\\p{L}*|врятова\\p{L}*|пошкодж\\p{L}*|зруйнова\\p{L}*|вбит\\p{L}*|вби\\p{L}+|атакова\\p{L}*|обстріля\\p{L}*|затрима\\p{L}*|звернул\\p{L}+|отримал\\p{L}+|скористал\\p{L}+|прожива\\p{L}+|мешка(?:є|ють)|працю(?:є|ють)',
)
