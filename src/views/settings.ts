import { table } from './table.ts'
import { visible } from './text.ts'
import type { View } from './view.ts'

/** A setting as it is typed and shown; an empty value is not set. */
export type SettingLine = { key: string; value: string; byDefault: string; meaning: string }

const settingJson = ({ key, value, byDefault }: SettingLine) => ({
  key,
  value: value || null,
  default: byDefault || null,
})

/** Settings that were changed are bold. */
export const settingsView: View<SettingLine[]> = {
  text: (lines, paper) =>
    table(
      [{ title: 'Setting' }, { title: 'Value' }, { title: 'Meaning', least: 20 }],
      lines.map(({ key, value, byDefault, meaning }) => [
        key,
        value === byDefault ? value || '–' : { text: value, style: paper.colour.bold },
        value === byDefault ? meaning : `${meaning} (default ${byDefault || 'none'})`,
      ]),
      paper,
    ),
  json: (lines) => lines.map(settingJson),
}

export const settingView: View<SettingLine> = {
  text: ({ key, value }) => visible(`${key} = ${value || '–'}`),
  json: settingJson,
}
