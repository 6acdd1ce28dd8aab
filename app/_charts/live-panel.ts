import type { CustomSeriesOption } from 'echarts/charts'
import { format } from 'echarts/core'
import { initChart } from './chart-parts'
import { sizeAt } from './panel-size'
import { type PanelFrame, panelOption } from './series-option'
import type { SeriesPanel } from './series-rows'
import type { PanelTip } from './series-words'

/** Invisible ground over each stretch, the full height of the panel, that tells of itself when pointed at. */
function tellers(tips: readonly PanelTip[], top: number): CustomSeriesOption {
  return {
    type: 'custom',
    animation: false,
    z: 10,
    data: tips.map(({ start, end }) => [start, end]),
    renderItem: (params, api) => {
      const tip = tips[params.dataIndex]
      if (!tip) return null
      const [left = 0, upper = 0] = api.coord([tip.start, top])
      const [right = 0, lower = 0] = api.coord([tip.end, 0])
      return { type: 'rect', shape: { x: left, y: upper, width: right - left, height: lower - upper + 14 }, style: { fill: 'transparent' } }
    },
  }
}

/** Draws a panel into an element at a width in pixels. Give the element back with `dispose`. */
export function drawPanel(
  box: HTMLDivElement,
  panel: SeriesPanel,
  frame: PanelFrame,
  tips: readonly PanelTip[],
  width: number,
): { dispose: () => void } {
  const size = sizeAt(width)
  const chart = initChart(box, null, { renderer: 'svg', width: size.width, height: size.height })
  const option = panelOption(panel, frame, size)
  const drawn = Array.isArray(option.series) ? option.series : []
  chart.setOption({
    ...option,
    tooltip: {
      trigger: 'item',
      renderMode: 'html',
      confine: true,
      transitionDuration: 0,
      backgroundColor: 'var(--page)',
      borderColor: 'var(--ink)',
      borderWidth: 1,
      borderRadius: 0,
      padding: [6, 8],
      shadowBlur: 0,
      extraCssText: 'box-shadow:none;font:400 12px/1.4 var(--sans)',
      textStyle: { color: 'var(--ink)' },
      formatter: (params: { dataIndex: number } | { dataIndex: number }[]) => {
        const index = Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex
        return (tips[index ?? -1]?.lines ?? []).map(format.encodeHTML).join('<br>')
      },
    },
    series: [...drawn, tellers(tips, frame.top)],
  })
  return { dispose: () => chart.dispose() }
}
