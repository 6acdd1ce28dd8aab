/** Goes to a region's row in the table, the map's twin, and opens what is behind its figure. False where the table has no such row. */
export function openRow(code: string): boolean {
  const row = document.getElementById(`row-${code}`)
  if (!row) return false
  if (document.fullscreenElement) void document.exitFullscreen()
  row.scrollIntoView({ block: 'center' })
  const details = [...document.querySelectorAll<HTMLElement>(`[data-region="${CSS.escape(code)}"] details`)]
  for (const part of details) part.setAttribute('open', '')
  const target = details[0]?.querySelector('summary') ?? row
  if (target === row) row.setAttribute('tabindex', '-1')
  target.focus({ preventScroll: true })
  return true
}
