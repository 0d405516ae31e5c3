import { table } from '../table.ts'
import { visible } from '../text.ts'
import type { View } from '../view.ts'

/** A setting as it is typed and shown, with an empty value where it is not set; `of` is the place where it is kept. */
export type SettingLine = { key: string; value: string; byDefault: string; meaning: string; of: 'book' | 'laptop' }

const settingJson = ({ key, value, byDefault, of }: SettingLine) => ({
  key,
  value: value || null,
  default: byDefault || null,
  ...(of === 'laptop' ? { onThisLaptop: true } : {}),
})

const whereWords = ({ of }: SettingLine): string => (of === 'laptop' ? ' (on this laptop)' : '')

/** Settings; changed ones are bold. */
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
