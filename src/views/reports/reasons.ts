import type { Day } from '#domain/days/day.ts'
import type { Reasons } from '#domain/reports/reasons.ts'
import { percent } from '../practices/attention.ts'
import { tableOf } from '../table.ts'
import { prose } from '../text.ts'
import type { View } from '../view.ts'

const share = ({ touches, withReason }: Reasons['positive']): string =>
  touches === 0 ? '–' : percent(withReason, touches)

export const reasonsView: View<Reasons & { from: Day; to: Day }> = {
  text: ({ counts, positive, negative }, paper) =>
    counts.length === 0
      ? ''
      : [
          tableOf(counts, paper, [
            { title: 'Reason', least: 10, wraps: 'beside', of: ({ reason }) => reason },
            { title: 'Positive', align: 'right', of: (each) => String(each.positive) },
            { title: 'Neutral', align: 'right', of: (each) => String(each.neutral) },
            { title: 'Negative', align: 'right', of: (each) => String(each.negative) },
          ]),
          prose(
            `With a reason: ${share(positive)} of the positive touches, ${share(negative)} of the negative ones`,
            paper,
          ).join('\n'),
        ].join('\n\n'),
  json: (data) => data,
}
