/** Why a text may not become public before an editor has read it. */
export const lintReasons = ['coordinates', 'address', 'facility'] as const
export type LintReason = (typeof lintReasons)[number]

export interface LintFinding {
  reason: LintReason
  /** The words found, for the writer alone. */
  words: string
}

/** Letters of any script that may stand around a word: `\b` knows Latin only. */
const edge = '(?<![\\p{L}\\p{N}])'
const word = (source: string) => new RegExp(edge + source, 'iu')

/**
 * Patterns of what the energy ministry asks everyone not to publish: exact positions, addresses, named plants and
 * substations, in English, Ukrainian and Russian. A kind of site without a name ("a substation") is let through.
 */
const patterns: readonly [LintReason, RegExp][] = [
  ['coordinates', /(?<![\d.])-?\d{1,2}\.\d{3,}\s*°?\s*[NSПн]?[,;\s]\s*-?\d{1,3}\.\d{3,}/u],
  ['coordinates', /\d{1,3}\s*°\s*\d{1,2}\s*[′']/u],
  [
    'address',
    word(
      '(вул(иця|\\.)|просп(ект|\\.)|пров(улок|\\.)|бульв(ар|\\.)|ул(ица|\\.)|пр-т|пер(еулок|\\.))\\s*\\p{L}[\\p{L}\\s.-]{1,40},?\\s*(буд\\.?|д\\.?)?\\s*\\d+',
    ),
  ],
  ['address', /(?<![\p{L}\p{N}])\d{1,4}[a-z]?,?\s+(\p{Lu}[\p{L}'-]+\s){1,3}(street|st\.|avenue|ave\.|boulevard|blvd|lane|road)(?!\p{L})/u],
  [
    'facility',
    /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]+(ska|skyi|sk|ne|ka|ivka)?\s+(TPP|CHP|HPP|NPP|TETs|thermal power plant|hydro(electric)? power plant|combined heat and power plant|power plant|power station|substation)(?!\p{L})/u,
  ],
  ['facility', /(?<![\p{L}\p{N}])(TPP|CHP|HPP|CHPP|TETs|substation)[\s-]*(No\.?|№|#)?\s*\d+/iu],
  [
    'facility',
    /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]+(ська|ской|ская|ській|ську|ської|скую)\s+(ТЕС|ТЕЦ|ГЕС|ГАЕС|АЕС|ТЭС|ТЭЦ|ГЭС|АЭС|підстанці[яїюі]|подстанци[яюи])/u,
  ],
  ['facility', word('(ТЕЦ|ТЭЦ|ТЕС|ТЭС|ПС|підстанці[яїюі]|подстанци[яюи])[\\s-]*(№\\s*)?["«“]?(\\d+|\\p{Lu}[\\p{Ll}]+)')],
]

/** Finds what sends a text to review, in the order of the patterns; empty when it may pass. */
export function lintText(text: string): LintFinding[] {
  return patterns.flatMap(([reason, pattern]) => {
    const found = pattern.exec(text)
    return found ? [{ reason, words: found[0].trim() }] : []
  })
}
