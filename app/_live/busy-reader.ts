/** A key pressed this recently is followed by another. */
const pause = 4000

let typedAt = Number.NEGATIVE_INFINITY
if (typeof document !== 'undefined')
  document.addEventListener('input', () => (typedAt = performance.now()), { capture: true, passive: true })

/**
 * Whether the reader is at something that a page drawn anew would disturb: types, has text selected or a dialog open, or watches time
 * move; or writes a report (`data-hold`), where the page is no kept copy that has to be replaced.
 */
export function readerIsBusy(isKept: boolean): boolean {
  if (performance.now() - typedAt < pause || document.getSelection()?.isCollapsed === false) return true
  return document.querySelector(`dialog[open], [data-time-moving]${isKept ? '' : ', [data-hold]'}`) !== null
}
