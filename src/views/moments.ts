import type { Day } from '#domain/day.ts'
import type { Moment } from '#domain/moments.ts'
import { percent } from './attention.ts'
import { table } from './table.ts'
import type { View } from './view.ts'

/** The moments of a time, beside as long a time before. */
type Moments = { from: Day; to: Day; moments: Moment[] }

/** `+20`, `−5`: by how many hundredths the share changed; empty without a time before. */
function change({ shareNegative, shareBefore }: Moment): string {
  if (shareBefore === null) return ''
  const hundredths = Math.round(100 * (shareNegative - shareBefore))
  if (hundredths === 0) return 'as before'
  return hundredths > 0 ? `+${hundredths} worse` : `−${-hundredths} better`
}

/** The moments, one to a line, in the order in which they came. */
export const momentsView: View<Moments> = {
  text: ({ moments }, paper) =>
    table(
      [
        { title: 'Purpose' },
        { title: 'Touches', align: 'right' },
        { title: 'Negative', align: 'right' },
        { title: 'Share', align: 'right' },
        { title: 'Against before' },
      ],
      moments.map((moment) => [
        moment.purpose,
        String(moment.touches),
        String(moment.negative),
        {
          text: percent(moment.negative, moment.touches),
          style: moment.shareNegative >= 0.5 ? paper.colour.red : String,
        },
        change(moment),
      ]),
      paper,
    ),
  json: (data) => data,
}
