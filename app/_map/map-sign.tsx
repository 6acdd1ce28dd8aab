const signs = {
  zoomIn: 'M9 3v12M3 9h12',
  zoomOut: 'M3 9h12',
  fit: 'M2 6V2h4M12 2h4v4M16 12v4h-4M6 16H2v-4M7 9h4M9 7v4',
  fullScreen: 'M10.5 2.5h5v5M15.5 2.5l-5 5M7.5 15.5h-5v-5M2.5 15.5l5-5',
} as const

/** The sign of one of the map's buttons; the button's name says the same in words. */
export function MapSign({ of }: { of: keyof typeof signs }) {
  return (
    <svg width={18} height={18} viewBox="0 0 18 18" fill="none" stroke="currentColor" strokeWidth={1.6} aria-hidden="true">
      <path d={signs[of]} />
    </svg>
  )
}
