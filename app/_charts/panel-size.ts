import type { PanelSize } from './series-option'

/** The size a panel is drawn at before its width is known: as wide as on a phone, a little less than on a desk. */
export const firstSize: PanelSize = { width: 380, height: 146, font: 11.7 }

const smallest = 11
const largest = 13

/** The same panel at a width in pixels: in proportion, its letters readable. */
export function sizeAt(width: number): PanelSize {
  const ratio = width / firstSize.width
  const font = Math.min(largest, Math.max(smallest, firstSize.font * ratio))
  return { width, height: Math.round(firstSize.height * ratio), font }
}
