import type { Day } from '#domain/days/day.ts'
import { reasonsFor } from '#domain/due/due.ts'
import type { Dossier } from '#domain/reports/dossier.ts'
import { dueJson } from '../due/due.ts'
import { fieldsOf } from '../json-parts.ts'
import { loopColumns, loopJson } from '../loops/loop-lines.ts'
import { flagWords } from '../practices/attention.ts'
import { tableOf } from '../table.ts'
import { detailLines, paragraphs, titleLines } from '../text.ts'
import { touchJson, touchTable } from '../touch-lines.ts'
import type { Paper, View } from '../view.ts'
import { practicesJson } from './customer-practices.ts'
import { contactDetails, latestTouches, ofAllTouches, openLoops, reasonsInWords, standingDetails } from './details.ts'

const margin = 9

function scoreLines(data: Dossier, paper: Paper): string[] {
  const { today, colour } = paper
  if (!data.standing) return []
  const reasons = reasonsInWords(data, today)
  const coloured = (title: string, words: string) =>
    detailLines([[title, words]], margin, paper).map(
      (line) => `${line.slice(0, margin)}${colour.yellow(line.slice(margin))}`,
    )
  return [
    ...detailLines(standingDetails(data, today), margin, paper),
    ...flagWords(data.attention).flatMap((flag) => coloured('Flag', flag)),
    ...(reasons.length === 0 ? [`Due      ${colour.green('all is well')}`] : coloured('Due', reasons.join(' · '))),
  ]
}

function page(data: Dossier, paper: Paper): string {
  const { today, colour } = paper
  const loops = openLoops(data, today)
  const touches = latestTouches(data)
  const ofAll = ofAllTouches(data)
  return paragraphs([
    [...titleLines(data.customer, paper), ...detailLines(contactDetails(data, today), margin, paper)],
    scoreLines(data, paper),
    loops.length === 0 ? [] : [tableOf(loops, paper, loopColumns(paper))],
    touches.length === 0 ? ['No touches yet.'] : [touchTable(touches, paper), ...(ofAll ? [colour.dim(ofAll)] : [])],
  ])
}

export const showView: View<Dossier> = {
  text: page,
  json: (data, { today }) => ({
    ...customerJson(data),
    score: scoreJson(data, today),
    ...data.attention,
    ...practicesJson(data, today),
    loops: openLoops(data, today).map((loop) => loopJson(loop, today)),
    touches: latestTouches(data).map(touchJson),
  }),
}

export const customerJson = ({ customer, aliases, tags }: Pick<Dossier, 'customer' | 'aliases' | 'tags'>) => ({
  ...fieldsOf(customer, 'id', 'name', 'kind'),
  aliases,
  ...fieldsOf(customer, 'email', 'phone'),
  tags,
  ...fieldsOf(customer, 'note', 'visitEvery', 'goal', 'since', 'snoozedUntil', 'archivedOn', 'archivedWhy'),
  ...fieldsOf(customer, 'company', 'address'),
})

/** `cl due --json` gives the same. */
export function scoreJson({ standing, tags, touches, rules }: Dossier, today: Day) {
  return (
    standing &&
    dueJson({ ...standing, reasons: reasonsFor(standing, today, rules), tags, lastTouch: touches.at(-1) ?? null })
  )
}
