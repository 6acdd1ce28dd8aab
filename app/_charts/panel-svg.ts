import { initChart } from './chart-parts'
import type { PanelOption, PanelSize } from './series-option'

// What the library writes for its own use in a browser, and styles that a strict content policy would refuse: the style sheet has them.
const unwanted = [
  /<style[\s\S]*?<\/style>/g,
  / (?:style|class|xmlns(?::xlink)?|xml:space|baseProfile|version|ecmeta_\w+|pointer-events)="[^"]*"/g,
  /<rect [^>]*fill="none"[^>]*><\/rect>/g,
  /^<svg width="\d+" height="\d+"/,
]
const decimals = /(\d\.\d)\d+/g

/** One panel as the text of an SVG that takes its width from the page; no script and no style in it. */
export function panelSvg(option: PanelOption, { width, height }: PanelSize): string {
  const chart = initChart(null, null, { ssr: true, renderer: 'svg', width, height })
  try {
    chart.setOption(option)
    const svg = unwanted.reduce((text, part) => text.replace(part, part.source.startsWith('^') ? '<svg' : ''), chart.renderToSVGString())
    return svg.replace(decimals, '$1').replace(/\n+/g, '')
  } finally {
    chart.dispose()
  }
}
