/** The frame of every page. */
export const shell = {
  en: {
    name: 'Outage Ledger',
    description: 'What energy outages do to people: who is without power, heat or water, where, since when, and who says so.',
    skip: 'Skip to content',
    mainNav: 'Main',
    now: 'Now',
    incidents: 'Incidents',
    regions: 'Regions',
    method: 'Method',
    language: 'Language',
    addReport: 'Add a report',
    footUnknownLead: 'Unknown is not zero.',
    footUnknown: 'Every figure names its source and the time it held. Totals are ranges and never count the same homes twice.',
    footBoundaries:
      'Boundaries and rivers <osm>© OpenStreetMap contributors</osm>, ODbL 1.0. Country context: Natural Earth. Cities: GeoNames, CC BY 4.0.',
    footPopulation: 'Population: State Statistics Service of Ukraine, 1 January 2022, before the displacement.',
    footGuard: 'Figures are at region level. No facility locations are published.',
  },
  uk: {
    name: 'Реєстр знеструмлень',
    description: 'Що відключення роблять із людьми: хто без світла, тепла чи води, де, відколи і хто про це каже.',
    skip: 'До змісту',
    mainNav: 'Головна навігація',
    now: 'Зараз',
    incidents: 'Події',
    regions: 'Регіони',
    method: 'Метод',
    language: 'Мова',
    addReport: 'Додати звіт',
    footUnknownLead: 'Невідоме — не нуль.',
    footUnknown: 'Кожна цифра має джерело й час, на який вона чинна. Підсумки — це діапазони, і жодна оселя не рахується двічі.',
    footBoundaries:
      'Межі й річки: <osm>© учасники OpenStreetMap</osm>, ODbL 1.0. Сусідні країни: Natural Earth. Міста: GeoNames, CC BY 4.0.',
    footPopulation: 'Населення: Держстат України, 1 січня 2022 року, до переміщення людей.',
    footGuard: 'Цифри — на рівні областей. Розташування об’єктів не публікуємо.',
  },
} as const
