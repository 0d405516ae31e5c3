import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, SVGRenderer])

// The parts of the library that a page needs, in the one file that the build makes of it.
export { init } from 'echarts/core'
