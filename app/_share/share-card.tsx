import type { Leader } from '@/app/_ui/map-labels'
import { drawable } from './share-fonts'
import type { Colours } from './token-colours'

/** The size that networks ask of a picture of a page. */
export const cardSize = { width: 1200, height: 630 } as const
export const mapSize = { width: 620, height: 441 } as const

export interface CardLabel {
  key: string
  lines: readonly string[]
  /** The middle of its first line, as a fraction of the map's width and height. */
  at: readonly [number, number]
  reversed: boolean
  /** Ends of the line to its region, in units of the drawing, where it stands aside. */
  leader: Leader | null
}

interface Props {
  name: string
  opening: string
  main: string
  detail: string | null
  rest: string
  by: string
  /** An SVG without text. */
  map: string
  labels: readonly CardLabel[]
  colours: Colours
}

const column = { display: 'flex', flexDirection: 'column' } as const

function Label({ label, colours }: { label: CardLabel; colours: Colours }) {
  const [x, y] = label.at
  const width = 200
  return (
    <div
      style={{
        ...column,
        position: 'absolute',
        left: x * mapSize.width - width / 2,
        top: y * mapSize.height - 11,
        width,
        alignItems: 'center',
        fontSize: 13.5,
        fontWeight: 700,
        lineHeight: 1.15,
        color: label.reversed ? colours['on-a6'] : colours.ink,
      }}
    >
      {label.lines.map((line) => (
        <div key={line}>{drawable(line)}</div>
      ))}
    </div>
  )
}

/** A page as a picture: the sentence, the map and whose word it is. Laid out by a library that knows flex boxes only. */
export function ShareCard({ name, opening, main, detail, rest, by, map, labels, colours }: Props) {
  return (
    <div
      style={{
        ...column,
        width: '100%',
        height: '100%',
        padding: '44px 48px 36px',
        backgroundColor: colours.page,
        color: colours.ink,
        fontFamily: 'Noto Sans',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 24, fontWeight: 700 }}>
        <div style={{ display: 'flex', width: 20, height: 20, marginRight: 14, backgroundColor: colours.lamp }} />
        {drawable(name)}
      </div>
      <div style={{ display: 'flex', flex: 1, marginTop: 26 }}>
        <div style={{ ...column, width: 452, marginRight: 32 }}>
          <div style={{ fontSize: 22, lineHeight: 1.3, color: colours['ink-2'] }}>{drawable(opening)}</div>
          <div style={{ marginTop: 12, fontSize: main.length > 90 ? 32 : 40, fontWeight: 700, lineHeight: 1.15, letterSpacing: '-0.01em' }}>
            {drawable(main)}
          </div>
          {detail && <div style={{ marginTop: 12, fontSize: 22, lineHeight: 1.3 }}>{drawable(detail)}</div>}
          <div style={{ marginTop: 16, fontSize: 20, lineHeight: 1.35, color: colours['ink-2'] }}>{drawable(rest)}</div>
        </div>
        <div style={{ display: 'flex', position: 'relative', ...mapSize }}>
          {/* biome-ignore lint/performance/noImgElement: no browser lays this out */}
          <img alt="" src={`data:image/svg+xml;base64,${Buffer.from(map).toString('base64')}`} {...mapSize} />
          {labels.map((label) => (
            <Label key={label.key} label={label} colours={colours} />
          ))}
        </div>
      </div>
      <div style={{ display: 'flex', borderTop: `1px solid ${colours.rule}`, paddingTop: 14, fontSize: 18, color: colours['ink-3'] }}>
        {drawable(by)}
      </div>
    </div>
  )
}
