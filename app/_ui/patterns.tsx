import { amountSteps } from './amount-scale'

const tile = 6
const square = { width: tile, height: tile }

function Stripes({ id, shade, unit }: { id: string; shade: number; unit: number }) {
  return (
    <pattern id={id} {...square} patternUnits="userSpaceOnUse" patternTransform={`scale(${unit}) rotate(45)`}>
      <rect {...square} fill="var(--plane)" />
      <rect width="2" height={tile} fill={`var(--h${shade})`} />
    </pattern>
  )
}

interface Dotted {
  id: string
  ground: string
  dot: string
  radius: number
  unit: number
}

function Dots({ id, ground, dot, radius, unit }: Dotted) {
  return (
    <pattern id={id} {...square} patternUnits="userSpaceOnUse" patternTransform={`scale(${unit})`}>
      <rect {...square} fill={ground} />
      <circle cx="1.5" cy="1.5" r={radius} fill={dot} />
      <circle cx="4.5" cy="4.5" r={radius} fill={dot} />
    </pattern>
  )
}

interface Props {
  drawing: string
  shades?: readonly number[]
  unit?: number
}

const everyShade = [0, ...amountSteps.map((step) => step + 1)]

/**
 * The patterns of one drawing, to stand inside its `svg`, which must be shown for them to work. `drawing` begins every id:
 * `-s0` to `-s6` stale by the last figure's shade, `-n` not reported, `-f` out with no figure; `markFill` picks among them.
 * `shades` are the stripes wanted, where not all seven are. `unit` is how many units of the drawing a pixel is, so that the tiles keep their size.
 */
export function PatternDefs({ drawing, shades = everyShade, unit = 1 }: Props) {
  return (
    <defs>
      {shades.map((shade) => (
        <Stripes key={shade} id={`${drawing}-s${shade}`} shade={shade} unit={unit} />
      ))}
      <Dots id={`${drawing}-n`} ground="var(--plane)" dot="var(--dot)" radius={0.9} unit={unit} />
      <Dots id={`${drawing}-f`} ground="var(--a0)" dot="var(--page)" radius={1} unit={unit} />
    </defs>
  )
}
