/**
 * What stands around a number. Kept apart, and without plurals, so that a chart in the browser can use it without the message parser. A word
 * joiner behind the dash keeps a range in one line.
 */
export const numbers = {
  en: {
    thousand: '{n}k',
    million: '{n}m',
    atLeast: 'at least {n}',
    atMost: 'up to {n}',
    about: 'about {n}',
    span: '{low}–\u2060{high}',
  },
  uk: {
    thousand: '{n}\u00a0тис.',
    million: '{n}\u00a0млн',
    atLeast: 'щонайменше {n}',
    atMost: 'до {n}',
    about: 'близько {n}',
    span: '{low}–\u2060{high}',
  },
} as const
