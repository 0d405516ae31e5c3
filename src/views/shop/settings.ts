import { type Cell, tableOf } from '../table.ts'
import { visible } from '../text.ts'
import type { Paper, View } from '../view.ts'

/** `value` is empty where nothing is set; `of` is the place where it is kept. */
export type SettingLine = { key: string; value: string; byDefault: string; meaning: string; of: 'book' | 'laptop' }

const settingJson = ({ key, value, byDefault, of }: SettingLine) => ({
  key,
  value: value || null,
  default: byDefault || null,
  ...(of === 'laptop' ? { onThisLaptop: true } : {}),
})

const whereWords = ({ of }: SettingLine): string => (of === 'laptop' ? ' (on this laptop)' : '')

const isSet = ({ value, byDefault }: SettingLine): boolean => value !== byDefault

const defaultWords = (line: SettingLine): string => (isSet(line) ? ` (default ${line.byDefault || 'none'})` : '')

const valueCell = (line: SettingLine, { colour }: Paper): Cell =>
  isSet(line) ? { text: line.value, style: colour.bold } : line.value || '–'

/** Changed settings are bold. */
export const settingsView: View<SettingLine[]> = {
  text: (lines, paper) =>
    tableOf(lines, paper, [
      { title: 'Setting', of: ({ key }) => key },
      { title: 'Value', least: 12, wraps: 'beside', of: (line) => valueCell(line, paper) },
      {
        title: 'Meaning',
        least: 20,
        wraps: true,
        of: (line) => line.meaning + whereWords(line) + defaultWords(line),
      },
    ]),
  json: (lines) => lines.map(settingJson),
}

export const settingView: View<SettingLine> = {
  text: (line) => visible(`${line.key} = ${line.value || '–'}${whereWords(line)}`),
  json: settingJson,
}
