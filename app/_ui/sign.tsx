/** One lit window among dark ones. */
export function Sign() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <rect width="22" height="22" fill="var(--ink)" />
      <rect x="4" y="4" width="6" height="6" fill="var(--lamp)" />
      <rect x="12" y="4" width="6" height="6" fill="var(--ink-3)" />
      <rect x="4" y="12" width="6" height="6" fill="var(--ink-3)" />
      <rect x="12" y="12" width="6" height="6" fill="var(--ink-3)" />
    </svg>
  )
}
