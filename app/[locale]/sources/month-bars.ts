const pitch = 6
const thick = 4
const height = 20

/** Bars of counts by month as one path, `pitch` units a month, as tall as the root of the count, so that one report is seen beside many; silence has none. */
export function monthBars(months: readonly number[], most: number): { width: number; height: number; path: string } {
  const bars = months.flatMap((count, i) => {
    if (count === 0) return []
    const tall = Math.round(Math.sqrt(count / most) * height * 10) / 10
    return [`M${i * pitch + 1} ${height}v-${tall}h${thick}v${tall}z`]
  })
  return { width: months.length * pitch, height, path: bars.join('') }
}
