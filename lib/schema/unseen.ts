/**
 * What no text of a record holds: controls but tab and line breaks (PostgreSQL has no U+0000), halves of a character, and marks that turn the
 * direction of what follows, by which a text reads otherwise than it is.
 */
export const unseen = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u

const everyUnseen = new RegExp(unseen, 'gu')

/** The text as it is seen: what a person pastes along unknowingly is no word of it. */
export const withoutUnseen = (text: string): string => text.replace(everyUnseen, '')
