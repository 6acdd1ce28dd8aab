import type { Locale } from './locale'

interface Tree {
  readonly [name: string]: string | Tree
}

/**
 * «Штат» in the cases of «область», which is feminine: words that agree with it come along, and «області» is three cases, told apart by what
 * stands before it.
 */
const states: readonly (readonly [RegExp, string])[] = [
  [/([Оо])бласть, про яку/g, '$1бласть, про який'],
  [/на сторінці кожної з них/g, 'на сторінці кожного з них'],
  [/ту саму область/g, 'той самий штат'],
  [/області, яка/g, 'штату, який'],
  [/області\. Її/g, 'штату. Його'],
  [/Одна з областей тут невідома/g, 'Один зі штатів тут невідомий'],
  [/жодна з її областей/g, 'жоден з її штатів'],
  [/поруч з областями/g, 'поруч зі штатами'],
  [/(прибрати|двічі\. Залиште) її/g, '$1 його'],
  [/Знайдіть свою/g, 'Знайдіть свій'],
  [/місць у ній/g, 'місць у ньому'],
  [/всередині неї/g, 'всередині нього'],
  [/про неї (повідомлено|сказано)/g, 'про нього $1'],
  [/бере кожну в тій/g, 'бере кожен у тій'],
  [/в кожній із них/g, 'в кожному з них'],
  [/Області (?=«|з такою)/g, 'Штату '],
  [/(?<=послуги, )області(?= й)/g, 'штати'],
  [/(?<=— )області(?=\.|, про)/g, 'штати'],
  [/([Кк])ожну область/g, '$1ожен штат'],
  [/([Жж])одну область/g, '$1оден штат'],
  [/([Жж])одна область/g, '$1оден штат'],
  [/([Жж])одній області/g, '$1одному штаті'],
  [/([Жж])одної області/g, '$1одного штату'],
  [/([Оо])дну область/g, '$1дин штат'],
  [/([Оо])дній області/g, '$1дному штаті'],
  [/([УуВв])сю область/g, '$1есь штат'],
  [/([УуВв])ся область/g, '$1есь штат'],
  [/([УуВв])сієї області/g, '$1сього штату'],
  [/яка область/g, 'який штат'],
  [/такої області не/g, 'такого штату не'],
  [/цієї області/g, 'цього штату'],
  [/свої області/g, 'свої штати'],
  [/своєї області/g, 'свого штату'],
  [/(few \{[^{}]*?)області/g, '$1штати'],
  [/([ув] \{\w+, plural, one \{# )області/g, '$1штаті'],
  [/(one \{[ув] # )області/g, '$1штаті'],
  [/(?<=(?:^|[\s(])(?:[УуВв]сі|ті самі|якісь|про|додає|і|Додає) )області(?=[^\p{L}]|$)/gu, 'штати'],
  [/(?<=(?:^|[\s(])[ув] )області(?=[^\p{L}]|$)/gu, 'штаті'],
  [/Область у часі/g, 'Штат у часі'],
  [/областями/g, 'штатами'],
  [/областях/g, 'штатах'],
  [/областей/g, 'штатів'],
  [/область/g, 'штат'],
  [/Область/g, 'Штат'],
  [/області/g, 'штату'],
  [/Області/g, 'Штати'],
]

/** Words that stand in place of those of Ukraine wherever a message has them, in this order. */
const spoken: Record<Locale, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/Kyiv time/g, 'Eastern time'],
    [/UA-12/g, 'US-CA'],
    [/oblast/g, 'state'],
    [/Oblast/g, 'State'],
    [/(raion|district)s/g, 'counties'],
    [/(Raion|District)s/g, 'Counties'],
    [/Raion/g, 'County'],
    [/raion|district/g, 'county'],
  ],
  uk: [
    [/за Києвом|за київським часом|київський час/g, 'за східним часом'],
    [/Час київський/g, 'Час — східний'],
    [/UA-12/g, 'US-CA'],
    [/районі(?=[^\p{L}]|$)/gu, 'окрузі'],
    [/район/g, 'округ'],
    [/Район/g, 'Округ'],
    ...states,
  ],
}

/** Messages that are others altogether, by area and name. */
const replaced: Record<Locale, Tree> = {
  en: {
    data: {
      fileSays: { oblasts: 'level 1, as the map has them; U.S. Census Bureau', raions: 'level 2; U.S. Census Bureau' },
      termsBoundaries: 'Boundaries: U.S. Census Bureau, public domain.',
      termsCounts: 'Customers by county: EAGLE-I, Oak Ridge National Laboratory, CC BY 4.0; modelled.',
    },
    form: {
      fault: {
        noSuchTime: 'The clocks in New York never showed this time: they went forward that night.',
        unknownRegion:
          '“{text}” is no state or county that we know, or several counties have that name. Write a county with its state, such as Harris, Texas, or a code such as US-CA.',
      },
      hint: {
        region: 'A state, or a county with its state: Harris, Texas. Several that share one figure: with semicolons.',
      },
    },
    map: { attribution: 'Boundaries: U.S. Census Bureau' },
    method: {
      inWords: { share: 'the share is C divided by N' },
      where: { share: 'C: the count of those without; N: the customers there are' },
      rule: { borders: 'The boundaries are those of the Census Bureau. Connecticut has the counties it had until 2022.' },
      text: {
        borders:
          'States and counties are of the edition that outage data by county is counted in. Alaska, Hawaii and the territories lie beyond the frame in which a map opens; the table and the map’s search have them.\n\nThe shapes are in the public domain; codes are those of ISO 3166-2, and of counties FIPS.',
        share: 'Customers of each county are those that EAGLE-I has modelled. Where it has none, there is no share.',
      },
    },
    region: { locator: 'Where {name} lies in the United States' },
    shell: {
      footBoundaries: 'Boundaries: U.S. Census Bureau, public domain, by us-atlas.',
      footPopulation: 'Customers: EAGLE-I, Oak Ridge National Laboratory, CC BY 4.0; modelled.',
    },
    sources: {
      origin: {
        boundariesText: 'U.S. Census Bureau, by us-atlas 3.0.1; public domain.',
        contextText: 'None are drawn.',
        citiesText: 'None are named.',
        population: 'Customers',
        codesText: 'ISO 3166-2; FIPS.',
      },
    },
  },
  uk: {
    data: {
      fileSays: { oblasts: 'рівень 1, як на мапі; Бюро перепису США', raions: 'рівень 2; Бюро перепису США' },
      termsBoundaries: 'Межі: Бюро перепису США, суспільне надбання.',
      termsCounts: 'Споживачі за округами: EAGLE-I, Ок-Риджська національна лабораторія, CC BY 4.0; змодельовано.',
    },
    form: {
      fault: {
        noSuchTime: 'Такого часу на годинниках у Нью-Йорку не було: тієї ночі їх перевели вперед.',
        unknownRegion:
          '«{text}» — такого штату чи округу не знаємо, або так називаються кілька округів. Напишіть округ разом зі штатом, як-от Harris, Texas, або код, як-от US-CA.',
      },
      hint: { region: 'Штат або округ разом зі штатом: Harris, Texas. Кілька зі спільною цифрою — через крапку з комою.' },
    },
    map: { attribution: 'Межі: Бюро перепису США', switch: { oblasts: 'Штати' } },
    filters: { level1: 'за штатами' },
    method: {
      inWords: { share: 'частка — це C, поділене на N' },
      where: { share: 'C — скільки без послуги; N — скільки всього споживачів' },
      rule: { borders: 'Межі — від Бюро перепису США. Коннектикут має округи, які були там до 2022 року.' },
      text: {
        borders:
          'Штати й округи — тієї редакції, за якою рахують відключення по округах. Аляска, Гаваї та території лежать поза рамкою, у якій відкривається мапа; вони є в таблиці й у пошуку на мапі.\n\nМежі — суспільне надбання; коди — ISO 3166-2, для округів — FIPS.',
        share: 'Кількість споживачів кожного округу змодельовано в EAGLE-I. Де її немає, немає й частки.',
      },
    },
    region: { locator: 'Розташування на карті США: {name}' },
    shell: {
      footBoundaries: 'Межі: Бюро перепису США, суспільне надбання, через us-atlas.',
      footPopulation: 'Споживачі: EAGLE-I, Ок-Риджська національна лабораторія, CC BY 4.0; змодельовано.',
    },
    sources: {
      origin: {
        boundariesText: 'Бюро перепису США, через us-atlas 3.0.1; суспільне надбання.',
        contextText: 'Їх не намальовано.',
        citiesText: 'Їх не названо.',
        population: 'Споживачі',
        codesText: 'ISO 3166-2; FIPS.',
      },
    },
  },
}

function inWords(text: string, locale: Locale): string {
  return spoken[locale].reduce((said, [what, by]) => said.replace(what, by), text)
}

/** Messages in the words of the United States. Throws where a replaced one is not there, so that none is kept in vain. */
export function inAmericanWords<T extends object>(messages: T, locale: Locale, others: Tree = replaced[locale]): T {
  const known = Object.entries(messages as Record<string, unknown>)
  for (const name of Object.keys(others)) if (!(name in messages)) throw new Error(`${name} is no message`)
  const entries = known.map(([name, value]) => {
    const other = others[name]
    if (typeof value === 'string') return [name, typeof other === 'string' ? other : inWords(value, locale)]
    return [name, inAmericanWords(value as object, locale, typeof other === 'object' ? other : {})]
  })
  return Object.fromEntries(entries) as T
}
