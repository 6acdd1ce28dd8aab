/** The small map as it is sent: outlines in `grain`ths of a unit, and where a region's middle is, in units. */
export interface PickerMap {
  width: number
  height: number
  grain: number
  regions: { code: string; path: string; at: readonly [number, number] | null; isSmall: boolean }[]
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** The region one comes to from another in a direction: the nearest whose middle lies within a right angle of it; itself where there is none. */
export function neighbourOf({ regions }: Pick<PickerMap, 'regions'>, code: string, direction: Direction): string {
  const from = regions.find((region) => region.code === code)?.at
  if (!from) return code
  const along = direction === 'ArrowLeft' || direction === 'ArrowRight' ? 0 : 1
  const sign = direction === 'ArrowLeft' || direction === 'ArrowUp' ? -1 : 1
  const ahead = regions.flatMap(({ code: other, at }) => {
    if (!at || other === code) return []
    const by = [at[0] - from[0], at[1] - from[1]]
    const forward = sign * (by[along] ?? 0)
    const aside = Math.abs(by[1 - along] ?? 0)
    return forward > 0 && aside <= forward ? [{ other, distance: Math.hypot(forward, aside) }] : []
  })
  return ahead.reduce((best, one) => (one.distance < best.distance ? one : best), { other: code, distance: Number.POSITIVE_INFINITY }).other
}
