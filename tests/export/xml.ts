import { SaxesParser } from 'saxes'

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** A document as a tree, by a parser that takes nothing that is not well formed, namespaces included. Throws for what is not. */
export function readXml(document: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]))
    const element: Element = { name, attributes: values, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(document).close()
  const [root] = top.children
  if (!root) throw new Error('the document is empty')
  return root
}

export const childrenOf = (element: Element, name: string): Element[] => element.children.filter((child) => child.name === name)
export const textOf = (element: Element, name: string): string | undefined => childrenOf(element, name)[0]?.text
