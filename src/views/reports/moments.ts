import type { Day } from '#domain/days/day.ts'
import type { Moment, NegativePurpose } from '#domain/reports/moments.ts'
import { percent } from '../practices/attention.ts'
import { tableOf } from '../table.ts'
import { joined, signed } from '../text.ts'
import type { Paper, View } from '../view.ts'

/** The span before is as long. */
type Moments = { from: Day; to: Day; moments: Moment[]; negativePurposes: NegativePurpose[] }

/** `+20 worse`, `−5 better`, in hundredths; empty without a share before. */
function change({ shareNegative, shareBefore }: Moment): string {
  if (shareBefore === null) return ''
  const hundredths = Math.round(100 * (shareNegative - shareBefore))
  if (hundredths === 0) return 'as before'
  return `${signed(hundredths)} ${hundredths > 0 ? 'worse' : 'better'}`
}

/** `1 more`, `2 fewer` */
function trend({ touches, before }: NegativePurpose): string {
  const difference = touches - before
  if (difference === 0) return 'as before'
  return difference > 0 ? `${difference} more` : `${-difference} fewer`
}

const momentTable = (moments: Moment[], paper: Paper): string =>
  tableOf(moments, paper, [
    { title: 'Purpose', least: 12, wraps: 'beside', of: ({ purpose }) => purpose },
    { title: 'Touches', align: 'right', of: ({ touches }) => String(touches) },
    { title: 'Negative', align: 'right', of: ({ negative }) => String(negative) },
    {
      title: 'Share',
      align: 'right',
      of: ({ negative, touches, shareNegative }) => ({
        text: percent(negative, touches),
        style: shareNegative >= 0.5 ? paper.colour.red : String,
      }),
    },
    { title: 'Against before', of: change },
  ])

const negativeTable = (purposes: NegativePurpose[], paper: Paper): string =>
  tableOf(purposes, paper, [
    { title: 'Bad news by itself', least: 12, wraps: 'beside', of: ({ purpose }) => purpose },
    { title: 'Touches', align: 'right', of: ({ touches }) => String(touches) },
    { title: 'Against before', of: trend },
  ])

/** The purposes that are bad news by themselves stand below the moments. */
export const momentsView: View<Moments> = {
  text: ({ moments, negativePurposes }, paper) =>
    joined('\n\n', [momentTable(moments, paper), negativeTable(negativePurposes, paper)]),
  json: (data) => data,
}
