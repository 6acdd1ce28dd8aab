/** Goes to a region's row in the table, the map's twin, and opens what is behind its figure. */
export function openRow(code: string): void {
  const row = document.getElementById(`row-${code}`)
  if (!row) return
  row.scrollIntoView({ block: 'center' })
  const details = [...document.querySelectorAll<HTMLElement>(`[data-region="${CSS.escape(code)}"] details`)]
  for (const part of details) part.setAttribute('open', '')
  const target = details[0]?.querySelector('summary') ?? row
  if (target === row) row.setAttribute('tabindex', '-1')
  target.focus({ preventScroll: true })
}
