import { CustomChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

// Only the parts that are drawn with; the whole library is five times as large.
use([CustomChart, GridComponent, SVGRenderer])

export const initChart = init
