import type { Day } from '#domain/days/day.ts'
import type { Contents } from '#domain/shop/retention.ts'
import type { Waiting } from '#domain/shop/waiting.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { counted, visible } from '../text.ts'
import type { View } from '../view.ts'
import { contentsJson, contentsText } from './backups.ts'
import { type Line, lineText, settingsJson, settingWords } from './doctor.ts'
import { outboxWords } from './outbox.ts'

type Seen = {
  server: string
  astray: string | null
  contents: Contents | null
  changes: number
  settings: { key: string; value: string }[]
  /** The newest come first. */
  copies: { day: Day }[]
  folder: string
  /** Some may have been refused by the book. */
  waiting: Waiting[]
  versions: { cl: string; node: string }
}

const widest = 'Settings'.length

export const serverDoctorView: View<Seen> = {
  text: ({ server, astray, contents, changes, settings, copies, folder, waiting, versions }, paper) => {
    const { today, colour } = paper
    const [newest] = copies
    const lines: Line[] = [
      ['Book', `${server} (on a server)`],
      [
        'In it',
        contents === null ? '–' : `${contentsText(contents)}; ${counted(changes, 'change')} that can be undone`,
      ],
      ['Settings', settingWords(settings)],
      [
        'Copies',
        newest ? `${copies.length} on this laptop, newest ${dayInWords(newest.day, today)}, in ${folder}` : 'none yet',
      ],
      ['Outbox', waiting.length === 0 ? 'nothing waits on this laptop' : `${outboxWords(waiting)}: cl outbox`],
      ['Programs', `cl ${versions.cl}, Node ${versions.node}`],
    ]
    const facts = lines.map((line) => lineText(line, widest, paper)).join('\n')
    const wrong = astray === null ? [] : [colour.red(visible(`The book is whole, but ${astray}.`))]
    return [facts, ...wrong].join('\n\n')
  },
  json: ({ astray, contents, settings, copies, waiting, versions, ...rest }) => ({
    healthy: astray === null,
    ...rest,
    astray,
    ...contentsJson(contents),
    settings: settingsJson(settings),
    copies: copies.length,
    newestCopy: copies[0]?.day ?? null,
    waiting: waiting.filter(({ state }) => state !== 'refused').length,
    notTaken: waiting.filter(({ state }) => state === 'refused').length,
    versions,
  }),
}
