import type { Day } from '#domain/days/day.ts'
import type { Reasons } from '#domain/reports/reasons.ts'
import { percent } from '../practices/attention.ts'
import { table } from '../table.ts'
import { prose } from '../text.ts'
import type { View } from '../view.ts'

const share = ({ touches, withReason }: Reasons['positive']): string =>
  touches === 0 ? '–' : percent(withReason, touches)

/** The reasons of a span of days, and the number of touches that have one. */
export const reasonsView: View<Reasons & { from: Day; to: Day }> = {
  text: ({ counts, positive, negative }, paper) =>
    counts.length === 0
      ? ''
      : [
          table(
            [
              { title: 'Reason', least: 10, wraps: 'beside' },
              { title: 'Positive', align: 'right' },
              { title: 'Neutral', align: 'right' },
              { title: 'Negative', align: 'right' },
            ],
            counts.map((each) => [each.reason, String(each.positive), String(each.neutral), String(each.negative)]),
            paper,
          ),
          prose(
            `With a reason: ${share(positive)} of the positive touches, ${share(negative)} of the negative ones`,
            paper,
          ).join('\n'),
        ].join('\n\n'),
  json: (data) => data,
}
