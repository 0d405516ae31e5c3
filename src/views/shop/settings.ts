import { table } from '../table.ts'
import { visible } from '../text.ts'
import type { View } from '../view.ts'

/** A setting as it is typed and shown; an empty value is not set. It is one of the book, or of this laptop. */
export type SettingLine = { key: string; value: string; byDefault: string; meaning: string; of: 'book' | 'laptop' }

const settingJson = ({ key, value, byDefault, of }: SettingLine) => ({
  key,
  value: value || null,
  default: byDefault || null,
  ...(of === 'laptop' ? { onThisLaptop: true } : {}),
})

const whereWords = ({ of }: SettingLine): string => (of === 'laptop' ? ' (on this laptop)' : '')

/** Settings that were changed are bold. */
export const settingsView: View<SettingLine[]> = {
  text: (lines, paper) =>
    table(
      [
        { title: 'Setting' },
        { title: 'Value', least: 12, wraps: 'beside' },
        { title: 'Meaning', least: 20, wraps: true },
      ],
      lines.map((line) => {
        const { key, value, byDefault, meaning } = line
        const isSet = value !== byDefault
        return [
          key,
          isSet ? { text: value, style: paper.colour.bold } : value || '–',
          `${meaning}${whereWords(line)}${isSet ? ` (default ${byDefault || 'none'})` : ''}`,
        ]
      }),
      paper,
    ),
  json: (lines) => lines.map(settingJson),
}

export const settingView: View<SettingLine> = {
  text: (line) => visible(`${line.key} = ${line.value || '–'}${whereWords(line)}`),
  json: settingJson,
}
