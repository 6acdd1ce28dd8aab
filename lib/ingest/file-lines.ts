/** One line of a text file, as it stands, and what ended it. */
export interface FileLine {
  line: number
  text: string
  end: '' | '\n' | '\r\n'
  /** More than any record can be: `text` is only its beginning. */
  tooLong: boolean
}

/** Characters; several times what the largest incident takes. */
const longest = 1_000_000

/** Cuts bytes into lines, holding one line at a time. UTF-8 with or without a byte order mark; what is not UTF-8 reads U+FFFD. */
export async function* fileLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder()
  let number = 1
  let begun = ''
  let tooLong = false
  const take = (more: string) => {
    if (begun.length + more.length > longest) tooLong = true
    if (begun.length < longest) begun += more.slice(0, longest - begun.length)
  }
  const cut = (ended: boolean): FileLine => {
    const returned = ended && begun.endsWith('\r')
    const line: FileLine = {
      line: number,
      text: returned ? begun.slice(0, -1) : begun,
      end: ended ? (returned ? '\r\n' : '\n') : '',
      tooLong,
    }
    number += 1
    begun = ''
    tooLong = false
    return line
  }
  const cutAll = function* (text: string) {
    let from = 0
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      take(text.slice(from, at))
      yield cut(true)
      from = at + 1
    }
    take(text.slice(from))
  }
  for await (const chunk of bytes) yield* cutAll(decoder.decode(chunk, { stream: true }))
  yield* cutAll(decoder.decode())
  if (begun !== '') yield cut(false)
}
