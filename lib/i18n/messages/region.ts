/** Words of the pages of regions. */
export const region = {
  en: {
    listTitle: 'Regions',
    listDescription: 'Every region with what is reported about its power, heat, water and other services: find your own.',
    find: 'Find a region, a district or a city',
    findHint: 'for example {example}',
    findButton: 'Find',
    findAll: 'Show all',
    found: '{count, plural, =0 {Nothing here is called that.} one {# region fits.} other {# regions fit.}}',
    tableCaption: 'Regions and the standing of each of their services',
    colRegion: 'Region',
    districts: '{count, plural, one {# district} other {# districts}}',
    listDek:
      'How each service stands {moment}. The number is the best figure of what is reported, or the last one where it is stale; the page of a region says in what it is counted, and who says so.',
    momentHour: 'as of {day}, {clock} Kyiv time',
    momentDay: 'as of the end of {day}, Kyiv time',
    anyUnit: 'customers, households or people',
    cell: '{service}: {standing}{figure, select, none {} other {, {figure}}}',

    title: '{name}: power, heat, water',
    description: 'What is reported {place}: who is without power, heat or water, since when, and who says so; with ranges and sources.',
    codes: 'Codes: {list}',
    populationNote: 'before the displacement',
    onlyStale: '{place} nothing current is reported: the last word is too old to hold',
    silent: '{place} nobody has said anything about services in the last 30 days',
    never: 'nothing has ever been recorded here about services {place}',
    notFine: 'that does not mean that they work',
    alsoOut: '{list}, with no number given',
    staleOn: 'the last word on {list} is too old to hold',
    silentOn: 'nobody has said anything about {list}, which does not mean that all is well',
    about: {
      electricity: 'electricity',
      heating: 'heating',
      water: 'water',
      gas: 'gas',
      telecom: 'communications',
      transport: 'transport',
      health: 'hospitals',
      education: 'schools',
    },
    occupied: {
      crimea:
        '{name} is part of Ukraine by its borders recognised by the United Nations, and has been occupied by Russia since 2014. Ukrainian operators do not report from here. What is recorded comes from another authority and grid: it stands beside and is never added.',
      luhansk:
        'Almost all of Luhansk region is occupied by Russia. What is recorded from the occupied part comes from another authority and grid: it stands beside and is never added.',
      part: 'Part of this region is occupied by Russia. What is recorded from there comes from another authority and grid: it stands beside and is never added.',
    },

    allServices: 'all services',
    onDashboard: 'On the dashboard',
    locator: 'Where {name} lies in Ukraine',

    servicesTitle: 'Service by service',
    servicesDek: 'Pattern is how far a figure can be trusted at this time, shade the amount. Figures in different units are never added.',
    noCount: 'no number given',
    lastKnown: 'the last figure',
    backCount: '0, a source says so',
    share: 'share {share}',
    noShare: 'no share: nobody published how many live here',
    notSaid: 'Not reported, which is not zero: {list}.',
    besideTitle: 'Beside, never added',
    besideItem: '{figure}{what, select, none {} other {, {what}}}{where, select, none {} other {, {where}}}, {time}',
    sharedWith: 'together with {regions}',

    seriesTitle: 'Over time',
    seriesDek: 'Each service has a scale of its own. The line stops when the last report is too old; nothing is drawn through a gap.',
    seriesNone: 'No figure was reported between {from} and {to}.',
    seriesSource: 'From the reports quoted on this page; the sources of the figures that hold now are named service by service.',
    seriesWithout: 'No figure in this period, and no panel: {list}.',
    colService: 'Service',

    hoursTitle: 'Estimated household-hours',
    hoursUnit: { customers: 'customer-hours', households: 'household-hours' },
    hoursRange: 'between {low} and {high}',
    hoursOpen: 'at least {low}, open above',
    hoursCoverage:
      'This covers {coverage} of {days, plural, one {# day} other {# days}}: the time between figures that follow each other closely. The rest is not counted, which is not zero.',
    hoursGoing: 'The last figure still holds at the end of the period: the sum is still growing.',
    hoursNone:
      'Nothing can be estimated: in these {days, plural, one {# day} other {# days}} no two figures of one count follow each other closely enough.',
    hoursHow:
      'Customers or households × hours. Between one figure and the next of the same count, at most a day apart for electricity, two for water and gas, three for heating, the best carries the earlier figure (Σ Cₖ·Δt); low and high take the smaller and the larger of the two. Customers and households are never added.',

    impactTitle: 'Impact level',
    impactLevel: '{level} of 4',
    impactNot: 'Not rated',
    impactWhy: {
      share: 'no share of homes is known',
      hours: 'no duration is known',
      services: 'no service of homes is reported out',
    },
    impactMissing: 'Missing: {list}. Unknown is never level 0.',
    impactInputs:
      '{share} of homes without one service or more ({service}), {hours} without a gap in the reports, {services, plural, one {# service} other {# services}} out: {list}.',
    impactSum: '{share} × {hours} h ÷ 24 × {services} = {days} service-days lost by an average home.',
    impactEstimate: 'The share is an estimate: homes are counted from the population of 2022, before the displacement.',
    impactScale:
      'Our own scale: 1 from above 0, 2 from {two}, 3 from {three}, 4 from {four} service-days. Best figures are used; a share above 100 % counts as 100 %.',

    incidentsTitle: 'Incidents',
    incidentsDek: '{count, plural, =0 {No incident names it.} one {# incident names it.} other {# incidents name it, newest first.}}',
    earlierIncidents: '{count, plural, one {# earlier incident} other {# earlier incidents}}',

    insideTitle: 'Districts',
    insideDek: 'Figures of districts are part of the region’s, never on top of it.',
    insideNone: 'No report names one of its districts; figures are given for the region as a whole or for places in it.',
    allDistricts: 'All {count, plural, one {# district} other {# districts}}',
    aroundTitle: 'The region around it',
    aroundDek: 'Most reports are about a region as a whole. A figure of the larger region says nothing of how much of it is here.',

    baseTitle: 'What counts are held against',
    baseDek:
      'Where the number of connections is not published, homes are estimated from the population. People left since: a share by it is an estimate.',
    baseNone: 'No population is known for it, so no share is worked out.',
    colBase: 'Count',
    colKind: 'Kind',
    colSource: 'Source',
    colYear: 'Year',
    base: { population: 'Population', households: 'Households', customers: 'Customers' },
    baseKind: { sourced: 'published', estimated: 'estimated' },
  },
  uk: {
    listTitle: 'Регіони',
    listDescription: 'Усі області й райони: що повідомлено про світло, тепло, воду та інші послуги. Знайдіть свою.',
    find: 'Знайти область, район чи місто',
    findHint: 'наприклад, {example}',
    findButton: 'Знайти',
    findAll: 'Показати всі',
    found:
      '{count, plural, =0 {Нічого з такою назвою тут немає.} one {Знайдено # область.} few {Знайдено # області.} many {Знайдено # областей.} other {Знайдено # області.}}',
    tableCaption: 'Області та стан даних про кожну послугу',
    colRegion: 'Область',
    districts: '{count, plural, one {# район} few {# райони} many {# районів} other {# району}}',
    listDek:
      'Стан даних про кожну послугу {moment}. Число — найкраща з повідомлених цифр, а де дані застаріли, остання; у чому її пораховано і хто це каже, показує сторінка області.',
    momentHour: 'станом на {day} року, {clock} за Києвом',
    momentDay: 'станом на кінець {day} року за Києвом',
    anyUnit: 'споживачів, домогосподарств або людей',
    cell: '{service}: {standing}{figure, select, none {} other {, {figure}}}',

    title: '{name}: світло, тепло, вода',
    description: 'Що повідомляють про послуги {place}: хто без світла, тепла чи води, відколи і хто про це каже; з межами й джерелами.',
    codes: 'Коди: {list}',
    populationNote: 'до переміщення людей',
    onlyStale: '{place} свіжих даних немає: останні повідомлення застаріли',
    silent: '{place} за останні 30 днів ніхто нічого не повідомляв про послуги',
    never: 'про послуги {place} тут іще нічого не записано',
    notFine: 'це не означає, що вони працюють',
    alsoOut: '{list}, але кількості не названо',
    staleOn: 'дані щодо {list} застаріли',
    silentOn: 'щодо {list} даних немає, і це не означає, що все гаразд',
    about: {
      electricity: 'світла',
      heating: 'опалення',
      water: 'води',
      gas: 'газу',
      telecom: 'зв’язку',
      transport: 'транспорту',
      health: 'лікарень',
      education: 'шкіл',
    },
    occupied: {
      crimea:
        '{name} — частина України в кордонах, визнаних ООН; з 2014 року окуповано Росією. Українські оператори звідси не звітують. Те, що записано, походить від іншої влади й мережі: показуємо поруч і ніколи не додаємо.',
      luhansk:
        'Майже всю Луганську область окупувала Росія. Записане з окупованої частини походить від іншої влади й мережі: показуємо поруч і ніколи не додаємо.',
      part: 'Частину області окупувала Росія. Записане звідти походить від іншої влади й мережі: показуємо поруч і ніколи не додаємо.',
    },

    allServices: 'усі послуги',
    onDashboard: 'На оглядовій сторінці',
    locator: 'Розташування на карті України: {name}',

    servicesTitle: 'Послуга за послугою',
    servicesDek: 'Візерунок — наскільки дані чинні на цей час, тон — кількість. Цифри в різних одиницях ніколи не додаються.',
    noCount: 'кількості не названо',
    lastKnown: 'остання цифра',
    backCount: '0, за словами джерела',
    share: 'частка {share}',
    noShare: 'без частки: скільки тут живе людей, ніхто не оприлюднив',
    notSaid: 'Немає даних, і це не нуль: {list}.',
    besideTitle: 'Поруч, ніколи не додається',
    besideItem: '{figure}{what, select, none {} other {, {what}}}{where, select, none {} other {, {where}}}, {time}',
    sharedWith: 'разом: {regions}',

    seriesTitle: 'Зміни в часі',
    seriesDek: 'Кожна послуга має свою шкалу. Лінія уривається, коли останнє повідомлення застаріло; через прогалини нічого не проведено.',
    seriesNone: 'Від {from} до {to} жодної цифри не повідомлено.',
    seriesSource: 'За повідомленнями, процитованими на цій сторінці; джерела чинних цифр названо послуга за послугою.',
    seriesWithout: 'Цифр за цей час немає, тому немає й панелі: {list}.',
    colService: 'Послуга',

    hoursTitle: 'Оцінка домогосподарство-годин',
    hoursUnit: { customers: 'споживачо-годин', households: 'домогосподарство-годин' },
    hoursRange: 'від {low} до {high}',
    hoursOpen: 'щонайменше {low}, верхню межу не відомо',
    hoursCoverage:
      'Це {coverage} від {days, plural, one {# дня} few {# днів} many {# днів} other {# дня}}: час між цифрами, що йдуть близько одна за одною. Решту не пораховано, і це не нуль.',
    hoursGoing: 'Остання цифра ще чинна наприкінці періоду: сума й далі зростає.',
    hoursNone:
      'Оцінити нема з чого: за {days, plural, one {# день} few {# дні} many {# днів} other {# дня}} немає двох цифр одного відліку, досить близьких у часі.',
    hoursHow:
      'Споживачі або домогосподарства × години. Між двома сусідніми цифрами одного відліку, якщо між ними не більш як доба для світла, дві для води й газу, три для опалення, за найкращу оцінку беремо попередню цифру (Σ Cₖ·Δt), за нижню й верхню межі — меншу й більшу з двох. Споживачі й домогосподарства ніколи не додаються.',

    impactTitle: 'Рівень впливу',
    impactLevel: '{level} із 4',
    impactNot: 'Без оцінки',
    impactWhy: {
      share: 'частка домівок невідома',
      hours: 'тривалість невідома',
      services: 'про жодну з домашніх послуг не повідомлено, що її немає',
    },
    impactMissing: 'Бракує: {list}. Невідоме ніколи не стає рівнем 0.',
    impactInputs:
      '{share} домівок без щонайменше однієї послуги ({service}), {hours} без перерви в повідомленнях, немає {services, plural, one {# послуги} few {# послуг} many {# послуг} other {# послуги}}: {list}.',
    impactSum: '{share} × {hours} год ÷ 24 × {services} = {days} дня без послуги на середню домівку.',
    impactEstimate: 'Частка — оцінка: домівки пораховано за населенням 2022 року, до переміщення людей.',
    impactScale:
      'Власна шкала: 1 — понад 0, 2 — від {two}, 3 — від {three}, 4 — від {four} дня без послуги. Беремо найкращі цифри; частка понад 100 % рахується як 100 %.',

    incidentsTitle: 'Події',
    incidentsDek:
      '{count, plural, =0 {Жодна подія сюди не стосується.} one {Стосується # подія.} few {Стосуються # події, від найновіших.} many {Стосуються # подій, від найновіших.} other {Стосується # події.}}',
    earlierIncidents: 'Ще {count, plural, one {# раніша подія} few {# раніші події} many {# раніших подій} other {# ранішої події}}',

    insideTitle: 'Райони',
    insideDek: 'Цифри районів входять до цифри області, а не додаються до неї.',
    insideNone: 'Жодне повідомлення не називає окремого району: цифри стосуються всієї області або місць у ній.',
    allDistricts: 'Усі {count, plural, one {# район} few {# райони} many {# районів} other {# району}}',
    aroundTitle: 'Область навколо',
    aroundDek: 'Більшість повідомлень стосується всієї області. Її цифра не каже, яка частина припадає сюди.',

    baseTitle: 'З чим порівнюємо кількість',
    baseDek: 'Де кількість споживачів не оприлюднено, домівки оцінено за населенням. Відтоді люди виїхали: така частка — оцінка.',
    baseNone: 'Населення невідоме, тому частку не рахуємо.',
    colBase: 'Кількість',
    colKind: 'Яка це цифра',
    colSource: 'Джерело',
    colYear: 'Рік',
    base: { population: 'Населення', households: 'Домогосподарства', customers: 'Споживачі' },
    baseKind: { sourced: 'оприлюднено', estimated: 'оцінка' },
  },
} as const
