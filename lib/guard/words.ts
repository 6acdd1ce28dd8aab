/** Building blocks of patterns over texts in English, Ukrainian and Russian: `\b` knows Latin letters only. */
export const before = '(?<![\\p{L}\\p{N}])'
export const after = '(?![\\p{L}\\p{N}])'

/** A word that begins with a capital: of a name, or of a sentence. Needs the flag `u` and must not have `i`. */
export const capitalised = "\\p{Lu}[\\p{L}'’ʼ-]+"

/** Endings of a feminine adjective in -ськ-, -цьк-, -ск-, after that stem: the form in which plants and hospitals have names. */
export const adjectiveEnding = '(?:а|ої|ій|у|ою|ая|ой|ую|ие|их|і)'

/** First words that make no name of what follows: of a sentence, of a country, of what all of a kind have. */
export const nameless = [
  'A An The This That These Those Our Their Its His Her One Two Three Four Five Six Seven Eight Nine Ten Several Some Many Most All Each Every Any',
  'No Another Other Both First Second Third Last New Old Large Largest Major Main Big Small Local Regional Central State National City Municipal',
  'Nuclear Thermal Hydro Hydroelectric Electric Electrical Coal Gas Solar Wind Power Energy Combined Heat Pumped High Low Voltage Critical',
  'Ukraine Ukrainian Ukraine’s Russia Russian Soviet European Moldovan Polish DTEK Ukrenergo Energoatom Centrenergo Naftogaz Oblenergo',
  'Children’s Children Military Maternity Clinical Emergency Field Mobile Public Private Psychiatric Infectious Oncology Tuberculosis Covid Civilian',
  'In At On Near From After Before When While Where And Or But As By For With Of To If Also Only Even About Over Under Around Nearly Almost Inside Outside Attacked Damaged Hit Struck Destroyed',
]
  .join(' ')
  .split(' ')

/** None of the words that make no name stands here. */
export const named = `(?!(?:${nameless.map((word) => word.replace('’', "['’]")).join('|')})${after})`
