/** Words of the ranked table: sorting, finding, what a row tells beyond its figure. */
export const table = {
  en: {
    tools: 'Find in the table',
    find: 'Find a region',
    go: 'Find',
    none: 'No region is called that.',
    toRanking: 'Back to the ranking',
    alsoOut: 'also affected: {list}',
    colRaion: 'Raion',
    colDays: '{count, plural, one {# day} other {# days}}',
    notZero: 'which is not zero:',
    raionsNotReported: '{count, plural, one {# raion not reported} other {# raions not reported}}',
  },
  uk: {
    tools: 'Пошук у таблиці',
    find: 'Знайти область',
    go: 'Знайти',
    none: 'Області з такою назвою немає.',
    toRanking: 'Назад до рейтингу',
    alsoOut: 'також постраждало: {list}',
    colRaion: 'Район',
    colDays: '{count, plural, one {# день} few {# дні} many {# днів} other {# дня}}',
    notZero: 'і це не нуль:',
    raionsNotReported:
      '{count, plural, one {# район без даних} few {# райони без даних} many {# районів без даних} other {# району без даних}}',
  },
} as const
