/**
 * A pattern for a Ukrainian name of a place in all its cases, from the nominative in lower case: "харків" also matches "харкова" and
 * "харкові". Endings by declension, with the changes of vowel and consonant that names of places have; wider than grammar, never
 * narrower. Source: Ukrainian orthography of 2019, §§ 82–104.
 */
export function ukrainianForms(name: string): string {
  return name
    .split(/([ –])/)
    .map((part) => (part === ' ' || part === '–' ? part : wordForms(part)))
    .join('')
}

const declensions: readonly [RegExp, (stem: string) => string][] = [
  // Adjectives: -ська область, Хмельницький, Рівне, Кам'янське, Біла.
  [/^(.+[сцз]ьк)а$/, (stem) => `${stem}(?:а|ої|ій|у|ою|і|их|им|ими)`],
  [/^(.+)ий$/, (stem) => `${stem}(?:ий|ого|ому|им|ім)`],
  [/^(.+)е$/, (stem) => `${stem}(?:е|ого|ому|им|ім)`],
  [/^(біл)а$/, (stem) => `${stem}(?:а|ої|ій|у|ою)`],
  // Nouns: Одеса, Горлівка (Горлівці), Вінниця, Закарпаття, Дніпро, Тернопіль, Харків, Суми.
  [/^(.+)ка$/, (stem) => `${stem}(?:ка|ки|ку|кою|ці)`],
  [/^(.+)ва$/, (stem) => `${stem}(?:ва|ви|ві|ву|вою)`],
  [/^(.+)а$/, (stem) => `${stem}(?:а|и|і|у|ою)`],
  [/^(.+)я$/, (stem) => `${stem}(?:я|і|ї|ю|ею|єю|ям)`],
  [/^(.+)о$/, (stem) => `${stem}(?:о|а|у|і|ом|ому)`],
  [/^(.+)ець$/, (stem) => `${stem}(?:ець|ця|цю|ці|цем|цеві)`],
  [/^(.+)піль$/, (stem) => `${stem}(?:піль|пол[яюі]|полем)`],
  [/^(.+)нь$/, (stem) => `${stem}н(?:ь|і|ню|я|ю|ем)`],
  [/^(.+)ь$/, (stem) => `${stem}(?:ь|я|ю|і|ем|лю)`],
  [/^(.+)їв$/, (stem) => `${stem}(?:їв|єва|єву|єві|євом)`],
  [/^(.+)ів$/, (stem) => `${stem}(?:ів|ова|ову|ові|овом)`],
  [/^(.*)іг$/, (stem) => `${stem}(?:іг|огу|огом|озі)`],
  [/^(.+)[иі]$/, (stem) => `${stem}(?:и|і|ам|ах|ами|ів|ям|ях|ями|)`],
  [/^(.+)к$/, (stem) => `${stem}(?:к|ка|ку|ком|кові|ці)`],
  [/^(.+[бвгґджзйклмнпрстфхцчшщ])$/, (stem) => `${stem}(?:а|у|і|ом|ові|)`],
]

function wordForms(word: string): string {
  for (const [pattern, forms] of declensions) {
    const stem = pattern.exec(word)?.[1]
    if (stem !== undefined) return forms(stem)
  }
  return word
}
