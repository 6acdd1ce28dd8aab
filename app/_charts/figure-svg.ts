const margin = 24

/** A figure of the page as a picture that needs nothing of the page. */
export interface FigureSvg {
  text: string
  width: number
  height: number
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const short = (value: number) => String(Math.round(value * 10) / 10)
const attributes = (of: Record<string, string | number>) =>
  Object.entries(of)
    .map(([name, value]) => ` ${name}="${escaped(typeof value === 'number' ? short(value) : value)}"`)
    .join('')

/** What a walk over the figure draws with and gathers. */
interface Sheet {
  parts: string[]
  /** The ids of patterns that something is painted with. */
  patterns: Set<string>
  context: CanvasRenderingContext2D
  colours: Map<string, string>
  /** As far as anything is drawn, in the window's coordinates. */
  bounds: { left: number; top: number; right: number; bottom: number }
}

function newSheet(): Sheet {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  const bounds = { left: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY, right: 0, bottom: 0 }
  return { parts: [], patterns: new Set(), context, colours: new Map(), bounds }
}

/** A colour of the page, whatever it is mixed of, as `#rrggbb`, which every drawing program reads; `none` where it is not seen. */
function colourOf(css: string, { context, colours }: Sheet): string {
  const known = colours.get(css)
  if (known !== undefined) return known
  context.clearRect(0, 0, 1, 1)
  context.fillStyle = css
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  const colour = alpha === 0 ? 'none' : `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  colours.set(css, colour)
  return colour
}

function paintOf(css: string, sheet: Sheet): string {
  const pattern = /^url\(["']?#([^"')]+)/.exec(css)?.[1]
  if (pattern === undefined) return css === 'none' ? 'none' : colourOf(css, sheet)
  sheet.patterns.add(pattern)
  return `url(#${pattern})`
}

function reach({ bounds }: Sheet, { left, top, right, bottom }: DOMRect): void {
  bounds.left = Math.min(bounds.left, left)
  bounds.top = Math.min(bounds.top, top)
  bounds.right = Math.max(bounds.right, right)
  bounds.bottom = Math.max(bounds.bottom, bottom)
}

const isHidden = ({ display, visibility, clipPath }: CSSStyleDeclaration) =>
  display === 'none' || visibility === 'hidden' || clipPath.startsWith('inset(50%')

const ofThePage = /^(?:class|style|id|role|tabindex|focusable|aria-.*|data-.*|on.*)$/

/** Writes on a copy of a drawn element what the page's style sheet says of it. */
function settle(copy: Element, original: Element, sheet: Sheet): void {
  const style = getComputedStyle(original)
  for (const { name } of [...copy.attributes]) if (ofThePage.test(name)) copy.removeAttribute(name)
  if (isHidden(style) || original.matches('[data-aside]')) {
    copy.remove()
    return
  }
  for (const name of ['fill', 'stroke']) copy.removeAttribute(name)
  if (original instanceof SVGGElement || original instanceof SVGSVGElement) return
  copy.setAttribute('fill', paintOf(style.fill, sheet))
  if (style.stroke !== 'none') {
    copy.setAttribute('stroke', paintOf(style.stroke, sheet))
    copy.setAttribute('stroke-width', style.strokeWidth.replace('px', ''))
  }
  if (!(original instanceof SVGTextContentElement)) return
  const { fontFamily, fontSize, fontWeight, textAnchor } = style
  for (const [name, value] of [
    ['font-family', fontFamily],
    ['font-size', fontSize],
    ['font-weight', fontWeight],
    ['text-anchor', textAnchor],
  ] as const)
    copy.setAttribute(name, value)
}

/** A copy of a drawing with every colour and letter settled. */
function settled(original: SVGElement, sheet: Sheet): SVGElement | null {
  const copy = original.cloneNode(true)
  if (!(copy instanceof SVGElement)) return null
  const [originals, copies] = [original, copy].map((root) => [root, ...root.querySelectorAll('*')])
  for (const [at, one] of (copies ?? []).entries()) {
    const from = originals?.[at]
    if (from) settle(one, from, sheet)
  }
  return copy
}

const written = (element: Element) => new XMLSerializer().serializeToString(element)

function drawSvg(element: SVGSVGElement, sheet: Sheet): void {
  const box = element.getBoundingClientRect()
  const copy = box.width > 0 && box.height > 0 ? settled(element, sheet) : null
  if (copy === null) return
  const place = { x: box.left, y: box.top, width: box.width, height: box.height }
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, short(value))
  copy.setAttribute('overflow', 'visible')
  reach(sheet, box)
  sheet.parts.push(written(copy))
}

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const

function drawBox(element: Element, style: CSSStyleDeclaration, sheet: Sheet): void {
  const box = element.getBoundingClientRect()
  const ground = colourOf(style.backgroundColor, sheet)
  const frame = { x: box.left, y: box.top, width: box.width, height: box.height }
  if (ground !== 'none') sheet.parts.push(`<rect${attributes({ ...frame, fill: ground })}/>`)
  for (const side of sides) {
    const width = Number.parseFloat(style[`border${side}Width`])
    if (width === 0 || style[`border${side}Style`] === 'none') continue
    const line = {
      ...frame,
      ...(side === 'Top' || side === 'Bottom' ? { height: width } : { width }),
      ...(side === 'Bottom' && { y: box.bottom - width }),
      ...(side === 'Right' && { x: box.right - width }),
    }
    sheet.parts.push(`<rect${attributes({ ...line, fill: colourOf(style[`border${side}Color`], sheet) })}/>`)
  }
}

interface Line {
  text: string
  box: DOMRect
}

/** The lines a text stands in: a break at a soft hyphen shows it, and no other does. */
function linesOf(node: Text): Line[] {
  const range = document.createRange()
  const lines: Line[] = []
  for (const { 0: piece, index } of node.data.matchAll(/[^\s\u00ad]+[\s\u00ad]*|^\s+/g)) {
    range.setStart(node, index)
    range.setEnd(node, index + piece.replace(/[\s\u00ad]+$/, '').length)
    const box = range.getBoundingClientRect()
    const line = lines.at(-1)
    const text = piece.replace(/[ \t\n]+/g, ' ')
    if (box.width === 0) continue
    if (line && Math.abs(line.box.top - box.top) < 2) line.text += text
    else lines.push({ text, box })
  }
  return lines.map(({ text, box }) => ({
    box,
    text: text
      .replace(/\u00ad$/, '-')
      .replaceAll('\u00ad', '')
      .trimEnd(),
  }))
}

function drawText(node: Text, style: CSSStyleDeclaration, sheet: Sheet): void {
  if (node.data.trim() === '') return
  const { fontFamily, fontSize, fontWeight, color } = style
  sheet.context.font = `${fontWeight} ${fontSize} ${fontFamily}`
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = sheet.context.measureText('x')
  const look = { fill: colourOf(color, sheet), 'font-family': fontFamily, 'font-size': fontSize, 'font-weight': fontWeight }
  for (const { text, box } of linesOf(node)) {
    const place = { x: box.left, y: box.top + (box.height * ascent) / (ascent + descent) }
    reach(sheet, box)
    sheet.parts.push(`<text${attributes({ ...place, ...look })}>${escaped(text)}</text>`)
  }
}

function draw(element: Element, sheet: Sheet): void {
  const style = getComputedStyle(element)
  if (isHidden(style) || element.matches('[data-aside]')) return
  if (element instanceof SVGSVGElement) {
    drawSvg(element, sheet)
    return
  }
  drawBox(element, style, sheet)
  for (const child of element.childNodes) {
    if (child instanceof Text) drawText(child, style, sheet)
    else if (child instanceof Element) draw(child, sheet)
  }
}

/** The patterns that were painted with, wherever in the page they stand. */
function patternsOf(sheet: Sheet): string {
  return [...sheet.patterns]
    .map((id) => {
      const pattern = document.getElementById(id)
      const copy = pattern instanceof SVGElement ? settled(pattern, sheet) : null
      copy?.removeAttribute('fill')
      copy?.setAttribute('id', id)
      return copy ? written(copy) : ''
    })
    .join('')
}

/**
 * A figure as one SVG that stands alone, as it is seen in the page: title, drawings, marks and words where they stand, in the colours of the
 * current theme, with the patterns inside. Everything but `data-aside`. Made from the page itself, so that no chart needs a second drawing.
 */
export function figureSvg(figure: HTMLElement): FigureSvg {
  const sheet = newSheet()
  draw(figure, sheet)
  const { left, top, right, bottom } = sheet.bounds
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin].map(Math.ceil)
  if (width === undefined || height === undefined || !Number.isFinite(width)) throw new Error('nothing is drawn')
  const title = figure.querySelector('figcaption :is(h2, h3)')?.textContent ?? ''
  const size = { width, height, viewBox: `${short(left - margin)} ${short(top - margin)} ${width} ${height}` }
  const ground = {
    x: left - margin,
    y: top - margin,
    width,
    height,
    fill: colourOf(getComputedStyle(document.documentElement).backgroundColor, sheet),
  }
  const body = `<title>${escaped(title)}</title><defs>${patternsOf(sheet)}</defs><rect${attributes(ground)}/>${sheet.parts.join('')}`
  return { text: `<svg xmlns="http://www.w3.org/2000/svg"${attributes(size)}>${body}</svg>`, width, height }
}
