/** The drawings on the buttons, 14 units square. */
const signs = {
  start: 'M1 1h2v12H1zM13 1v12L4 7z',
  previous: 'M11 1v12L3 7z',
  play: 'M3 1l10 6-10 6z',
  pause: 'M2 1h4v12H2zM8 1h4v12H8z',
  next: 'M3 1v12l8-6z',
  end: 'M11 1h2v12h-2zM1 1v12l9-6z',
} as const

export function Sign({ name }: { name: keyof typeof signs }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path d={signs[name]} />
    </svg>
  )
}
