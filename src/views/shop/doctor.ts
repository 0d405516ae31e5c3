import type { Day } from '#domain/days/day.ts'
import type { Finding, Health, Place } from '#domain/shop/health.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { sizeText } from '#formats/size.ts'
import { counted, titled, visible } from '../text.ts'
import type { Paper, View } from '../view.ts'
import { contentsJson, contentsText } from './backups.ts'

type Diagnosis = {
  health: Health
  findings: Finding[]
  versions: { cl: string; node: string; sqlite: string }
}

const widest = 'Last change'.length

const placeWords: Record<Place, string> = {
  nothing: 'not there',
  folder: 'a folder',
  'not a file': 'not a file',
  'not to be read': 'cannot be read',
  empty: 'empty',
  'no database': 'not a book',
  'cut off': 'damaged',
  sealed: 'damaged',
  foreign: 'of another program',
  newer: 'of a newer cl',
  'broken off': 'a change was broken off',
  damaged: 'damaged',
  book: 'whole',
}

const modeText = (mode: number | null): string => (mode === null ? '–' : mode.toString(8).padStart(4, '0'))

function fileLines({ path, place, size, version, knownVersion, journal, fileMode, folderMode }: Health): Line[] {
  if (place === 'nothing') return [['Book', `${path} (${placeWords[place]})`]]
  const older = version !== null && version < knownVersion ? ', brought up to date when it is next used' : ''
  return [
    ['Book', path],
    ['State', placeWords[place]],
    ['Size', `${sizeText(size)}${journal > 0 ? `, and a journal of ${sizeText(journal)}` : ''}`],
    ['Version', `${version ?? '–'} (this cl knows up to ${knownVersion}${older})`],
    ['Access', `file ${modeText(fileMode)}, folder ${modeText(folderMode)}`],
  ]
}

function contentLines({ contents, changes, settings }: Health, today: Day): Line[] {
  if (contents === null) return []
  const { lastChange } = contents
  return [
    ['In it', contentsText(contents)],
    [
      'Last change',
      lastChange === null
        ? 'none yet'
        : `${dayInWords(lastChange, today)}; ${counted(changes, 'change')} that cl undo can take back`,
    ],
    ['Settings', settingWords(settings)],
  ]
}

function snapshotLines({ snapshots, free }: Health, today: Day): Line[] {
  const { count, newest, oldest, size, folder } = snapshots
  const spans =
    newest && oldest
      ? `: newest ${dayInWords(newest, today)}, oldest ${dayInWords(oldest, today)}, ${sizeText(size)}, in ${folder}`
      : ''
  return [
    ['Snapshots', count === 0 ? 'none' : `${count}${spans}`],
    ['Disk', free === null ? '–' : `${sizeText(free)} free`],
  ]
}

export type Line = [label: string, value: string]

/** @param columns the width of the labels */
export const lineText = ([label, value]: Line, columns: number, { colour, tableWidth }: Paper): string =>
  colour.dim(label) +
  titled(label, visible(value), columns + 2, { width: tableWidth, tableWidth })
    .join('\n')
    .slice(label.length)

/** Settings at their defaults are left out. */
export const settingWords = (settings: { key: string; value: string }[]): string =>
  settings.map(({ key, value }) => `${key} = ${value}`).join(', ') || 'none but the defaults'

export const settingsJson = (settings: Health['settings']) =>
  Object.fromEntries(settings.map(({ key, value }) => [key, value]))

export const doctorView: View<Diagnosis> = {
  text: ({ health, findings, versions }, paper) => {
    const lines: Line[] = [
      ...fileLines(health),
      ...contentLines(health, paper.today),
      ...snapshotLines(health, paper.today),
      ['Programs', `cl ${versions.cl}, Node ${versions.node}, SQLite ${versions.sqlite}`],
    ]
    const facts = lines.map((line) => lineText(line, widest, paper)).join('\n')
    return [facts, ...findings.map(({ what, todo }) => `${paper.colour.red(visible(what))}\n  ${visible(todo)}`)].join(
      '\n\n',
    )
  },
  json: ({ health, findings, versions }) => {
    const { contents, settings, ...rest } = health
    return {
      healthy: findings.length === 0,
      findings,
      ...rest,
      ...contentsJson(contents),
      settings: settingsJson(settings),
      versions,
    }
  },
}
