import type { PanelFrame, PanelSize } from './series-option'
import type { PanelTip } from './series-words'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const short = (value: number) => Math.round(value * 10) / 10

/** Lays over a panel's SVG, for each stretch of time, ground that is not seen and tells of it when it is pointed at. */
export function withTips(svg: string, tips: readonly PanelTip[], { from, to }: PanelFrame, { width, height }: PanelSize): string {
  const x = (time: number) => ((time - from) / (to - from)) * width
  const grounds = tips.map(
    ({ start, end, lines }) =>
      `<rect x="${short(x(start))}" width="${short(x(end) - x(start))}" height="${height}" fill="none" data-tip="${escaped(lines.join('\n'))}"/>`,
  )
  return svg.replace(/<\/svg>$/, `${grounds.join('')}</svg>`)
}
