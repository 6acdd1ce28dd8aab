import type { PanelSize } from './series-option'

/** As wide as on a phone, a little less than on a desk; the page stretches it. */
export const smallPanel: PanelSize = { width: 380, height: 146, font: 11.7 }

/** The width of a desk, for a few regions that are looked at closely. */
export const widePanel: PanelSize = { width: 1180, height: 210, font: 12 }
