import { type DefaultTreeAdapterMap, parse } from 'parse5'
import ts from 'typescript'

type Node = DefaultTreeAdapterMap['node']
type ElementNode = DefaultTreeAdapterMap['element']

const isElement = (node: Node): node is ElementNode => 'tagName' in node

/** Every element of a document, as a browser would build it, templates included. */
export function elementsOf(html: string): ElementNode[] {
  const found: ElementNode[] = []
  const walk = (node: Node) => {
    if (isElement(node)) found.push(node)
    if ('content' in node) walk(node.content)
    if ('childNodes' in node) for (const child of node.childNodes) walk(child)
  }
  walk(parse(html))
  return found
}

/** All the text in an element. */
export function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** The kinds of elements in a document: each by its name, its namespace and the names of its attributes. */
export function shapesOf(html: string): Set<string> {
  return new Set(
    elementsOf(html).map(({ tagName, namespaceURI, attrs }) => {
      const names = attrs.map(({ name, prefix }) => (prefix ? `${prefix}:${name}` : name)).sort()
      return `${tagName}[${names.join(' ')}] ${namespaceURI.split('/').at(-1)}`
    }),
  )
}

const addressAttributes = ['href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'ping', 'background']

export const attributeOf = ({ attrs }: ElementNode, name: string): string | undefined => attrs.find((each) => each.name === name)?.value

/** What could run or lead astray in a document: handlers in attributes, addresses that are none of the web, scripts in which a name is more than a text. */
export function dangersOf(html: string, name: string): string[] {
  const dangers: string[] = []
  for (const element of elementsOf(html)) {
    for (const { name: attribute, value } of element.attrs) {
      if (/^on/i.test(attribute)) dangers.push(`${element.tagName} ${attribute}="${value}"`)
      const scheme = addressAttributes.includes(attribute) && /^[\s\0-\u0020]*([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase()
      if (scheme && !['http', 'https', 'mailto'].includes(scheme) && !value.startsWith('data:image/'))
        dangers.push(`${attribute}="${value}"`)
      if (attribute === 'style' || attribute === 'srcdoc') if (value.includes(name)) dangers.push(`${attribute}="${value}"`)
    }
    if (element.tagName === 'style' && textOf(element).includes(name)) dangers.push(`style: ${textOf(element)}`)
    if (element.tagName === 'script') dangers.push(...dangersOfScript(element, name))
  }
  return dangers
}

/** A script in which a name stands outside a text; data in which there is what is no JSON. */
function dangersOfScript(script: ElementNode, name: string): string[] {
  const text = textOf(script)
  if (!text.includes(name)) return []
  const type = attributeOf(script, 'type') ?? ''
  if (type.endsWith('json')) {
    JSON.parse(text)
    return []
  }
  const found: string[] = []
  const walk = (node: ts.Node) => {
    if (ts.isIdentifier(node) && node.text.includes(name)) found.push(`script: ${node.parent.getText().slice(0, 200)}`)
    ts.forEachChild(node, walk)
  }
  walk(ts.createSourceFile('script.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS))
  return found
}
