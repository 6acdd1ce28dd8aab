import type { PanelSize } from './series-option'

/** The size a panel is drawn at: as wide as on a phone, a little less than on a desk. The page stretches it. */
export const firstSize: PanelSize = { width: 380, height: 146, font: 11.7 }
