/** Words of share images, embedding and print. */
export const share = {
  en: {
    by: 'Every figure is somebody’s word, with its source and time. Unknown is not zero.',
    credit: 'Outage Ledger; each figure names its own source',
    measured: 'Households and customers without power, heating, water or gas: low, best and high, with standing and sources',
    dataset: 'What people lack in {place}: {time}',
    embedTitle: 'Outages by region',
    openFull: 'Open the whole page',
    noData: 'Nothing reported, which is not zero: <list></list>.',
    embed: 'Put this view into your own page',
    embedHow:
      'Paste this where the view shall stand. It takes the same parameters as this page, and theme=light or theme=dark where your page is always one of them. Without asOf it follows the newest records.',
    embedCopy: 'Copy the frame',
    embedCopied: 'Copied',
    embedFailed: 'Could not be copied: mark the text and copy it by hand',
    embedTable: 'Regions with a report, largest first',
  },
  uk: {
    by: 'Кожна цифра — чиїсь слова, з джерелом і часом. Невідомо — не нуль.',
    credit: 'Реєстр знеструмлень; кожна цифра має власне джерело',
    measured:
      'Домогосподарства й споживачі без світла, опалення, води чи газу: нижня межа, найкраща цифра, верхня межа, стан даних і джерела',
    dataset: 'Чого бракує людям, {place}: {time}',
    embedTitle: 'Знеструмлення за областями',
    openFull: 'Відкрити всю сторінку',
    noData: 'Немає даних, і це не нуль: <list></list>.',
    embed: 'Вставити цей вигляд на свою сторінку',
    embedHow:
      'Вставте цей код там, де має стояти вигляд. Параметри ті самі, що й у цієї сторінки; theme=light або theme=dark, якщо ваша сторінка завжди світла чи темна. Без asOf вигляд показує найновіші записи.',
    embedCopy: 'Копіювати код',
    embedCopied: 'Скопійовано',
    embedFailed: 'Не вдалося скопіювати: виділіть текст і скопіюйте вручну',
    embedTable: 'Області, про які є повідомлення, від найбільшої цифри',
  },
} as const
