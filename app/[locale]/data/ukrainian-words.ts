import type { operations, tags } from '@/lib/http/operations'
import type { Locale } from '@/lib/i18n/locale'

/** What each operation does, in Ukrainian; the English is in the table of operations. */
const summaries: Record<keyof typeof operations, string> = {
  listIncidents: 'Оприлюднені події, спершу ті, що почалися останніми',
  createIncident:
    'Додає подію зі звітами: від редактора — одразу публічно, якщо дозволяють правила захисту, інакше запис чекає на перевірку',
  getIncident: 'Одна подія з усіма звітами, твердженнями та історією',
  addReport: 'Додає звіт до події: новіші дані, відновлення, заперечення чи виправлення',
  reviewIncident:
    'Рішення редактора щодо події або одного з її звітів: оприлюднити, відхилити, відкликати, вилучити, об’єднати з такою самою',
  importRecords:
    'Приймає від редактора файл із записами й відповідає, коли дійде до кінця; надісланий знову після обриву — продовжується з того самого місця. Рядки, які не вдалося прочитати, зберігаються: названо рядок, поле і причину',
  listObservations: 'Плаский перелік: рядок — одне твердження з джерелом і часом, спершу найновіші за часом, про який ідеться',
  listReadings: 'Що машинні стрічки казали про території за певний час: рядок — одне число, доки воно не змінювалося',
  getImpact: 'Чого бракує кожному регіону на певний момент: діапазон і твердження, на яких він ґрунтується',
  getSeries: 'Те саме в часі, за проміжками, з домогосподарство-годинами за період',
  listRegions: 'Територія: коди, назви, що до чого належить, і кількості, з якими порівнюємо, — з джерелом і роком',
  getRegion: 'Один регіон за будь-яким із його кодів',
  getGeometry: 'Межі одного рівня як GeoJSON або TopoJSON',
  getLandingPage: 'Головна сторінка OGC API: де її документи й колекції',
  getConformance: 'Яких частин стандартів OGC дотримано',
  listCollections: 'Колекції об’єктів і те, які місця й час вони охоплюють',
  getCollection: 'Одна колекція об’єктів',
  getQueryables: 'Про що може питати фільтр колекції, як JSON Schema',
  listFeatures: 'Об’єкти колекції, сторінка за сторінкою',
  getFeature: 'Один об’єкт колекції',
  listFeeds: 'Джерела, які читають машини: доки дійшло кожне і що йому заважає',
  getOpenApi30: 'Документ усього API як OpenAPI 3.0 — для програм, що шукають старішу версію',
  getOpenApi: 'Цей самий документ',
  listChanges: 'Що оприлюднено або перестало бути публічним після курсора, за часом цього: щоб копія реєстру лишалася свіжою',
  getAtomFeed: 'Найновіші публічні звіти й виправлення як стрічка Atom',
  getJsonFeed: 'Те саме як JSON Feed; для того, чого вже немає, він не має рядка',
  streamChanges: 'Зміни, щойно вони стають публічними, як Server-Sent Events: кожна каже, що запитати, і нічого з самого запису',
  getCalendar: 'Оприлюднені події як календар, на який можна підписатися; kind=scheduled лишає тільки оголошені обмеження',
  listWebhooks: 'Усі підписки на зміни з останніми доставками й недоставленим — для адміністратора; секрету серед них немає',
  createWebhook: 'Адміністратор підписує адресу на зміни й один раз отримує секрет, яким їх підписано',
  actOnWebhook: 'Адміністратор ще раз надсилає недоставлене й поновлює зупинену підписку або вилучає її',
  getDataPackage: 'Великі завантаження як Data Package: кожна таблиця зі своєю схемою',
  getCatalogue: 'Великі завантаження як каталог у JSON-LD',
  getPolicy: 'Усі значення, за якими цей сервер вирішує, що може бути публічним і коли',
  getReadiness: 'Чи можна надсилати запити цьому процесу: 503, доки його сховище не відповідає і щойно він готується завершити роботу',
  getHealth: 'Чи відповідає сховище і до якого рядка дійшов реєстр',
}

const groups: Record<keyof typeof tags, { name: string; says: string }> = {
  Records: { name: 'Записи', says: 'Події й те, що про них сказано, — так, як сказано' },
  Impact: { name: 'Наслідки', says: 'Чого бракує регіонам, обчислено із записів' },
  Territory: { name: 'Територія', says: 'Регіони, кількості для порівняння та межі' },
  Features: { name: 'Об’єкти мапи', says: 'Те саме як OGC API – Features — для QGIS, GDAL та інших програм для мап' },
  Following: { name: 'Слідкувати за змінами', says: 'Що нове, виправлене або зникло: для читачок новин, календарів і копій реєстру' },
  Writing: { name: 'Додавати й вирішувати', says: 'Нові записи та рішення щодо них' },
  Service: { name: 'Сервер', says: 'Про цей сервер: його правила, стан і цей документ' },
}

const at = <T>(table: Record<string, T>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)

/** What an operation of the document does, in a language; as the document says it where that is English. */
export const summaryIn = (locale: Locale, { id, summary }: { id: string; summary: string }): string =>
  locale === 'uk' ? (at(summaries, id) ?? summary) : summary

/** A tag of the document in a language, with what is in it. */
export const tagIn = (locale: Locale, { name, says }: { name: string; says: string }): { name: string; says: string } =>
  locale === 'uk' ? (at(groups, name) ?? { name, says }) : { name, says }
