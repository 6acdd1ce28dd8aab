/** What a page says when it has nothing else: plain words without placeholders, so that it needs no message parser in the browser. */
export const trouble = {
  en: {
    notFoundTitle: 'There is no such page',
    notFoundText: 'The address may be old or mistyped. Nothing leaves the ledger without a word about it.',
    toOverview: 'Go to the overview',
    errorTitle: 'The ledger cannot be read at the moment',
    errorText:
      'The store did not answer, so the page shows no figure of now rather than a wrong one. The records are safe. Try again in a moment.',
    failedAt: 'It failed at this Kyiv time:',
    errorMark: 'mark',
    lastGood: 'The last good view of this page, kept on this device, not what holds now:',
    tryAgain: 'Try again',
    busyTitle: 'Too many ask at once',
    busyText: 'Views that others have asked for already are still there. This page asks again by itself in a few seconds.',
  },
  uk: {
    notFoundTitle: 'Такої сторінки немає',
    notFoundText: 'Можливо, адреса застаріла або з помилкою. З реєстру ніщо не зникає без пояснення.',
    toOverview: 'До огляду',
    errorTitle: 'Зараз не вдається прочитати реєстр',
    errorText: 'Сховище не відповіло, тож краще не показати нових цифр, ніж показати хибні. Записи в безпеці. Спробуйте за хвилину.',
    failedAt: 'Збій, за київським часом:',
    errorMark: 'позначка',
    lastGood: 'Останній справний вигляд цієї сторінки, збережений на пристрої, а не те, що є зараз:',
    tryAgain: 'Спробувати ще раз',
    busyTitle: 'Забагато запитів водночас',
    busyText: 'Сторінки, які вже хтось відкривав, доступні й далі. Ця сторінка сама повторить запит за кілька секунд.',
  },
} as const
