/** What a page says when it has nothing else: plain words without placeholders, so that it needs no message parser in the browser. */
export const trouble = {
  en: {
    notFoundTitle: 'There is no such page',
    notFoundText: 'The address may be old or mistyped. Nothing leaves the ledger without a word about it.',
    toOverview: 'Go to the overview',
    errorTitle: 'The ledger cannot be read at the moment',
    errorText:
      'The store did not answer, so the page shows nothing rather than something wrong. The records are safe. Try again in a moment.',
    tryAgain: 'Try again',
  },
  uk: {
    notFoundTitle: 'Такої сторінки немає',
    notFoundText: 'Можливо, адреса застаріла або з помилкою. З реєстру ніщо не зникає без пояснення.',
    toOverview: 'До огляду',
    errorTitle: 'Зараз не вдається прочитати реєстр',
    errorText: 'Сховище не відповіло, тож краще не показати нічого, ніж показати хибне. Записи в безпеці. Спробуйте за хвилину.',
    tryAgain: 'Спробувати ще раз',
  },
} as const
