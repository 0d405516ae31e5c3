import { cannot, reasonFor } from '#errors.ts'

export type Setting<All> = {
  field: keyof All
  meaning: string
  /** @throws wrong usage, for a text that is no value of the setting */
  read: (typed: string) => All[keyof All]
  /** The form in which a typed value is kept. @throws wrong usage */
  kept: (typed: string) => string
  /** Empty when the setting is not set. */
  shown: (settings: All) => string
  /** The value is kept or typed. @throws wrong usage */
  take: (settings: All, kept: string) => void
}

/** Each is of the type of its field; `read(write(value))` is the value again. */
export const settingsWith =
  <All>() =>
  <Field extends keyof All>(
    field: Field,
    meaning: string,
    read: (typed: string) => All[Field],
    write: (value: All[Field]) => string,
  ): Setting<All> => ({
    field,
    meaning,
    read,
    kept: (typed) => write(read(typed)),
    shown: (settings) => write(settings[field]),
    take: (settings, kept) => {
      settings[field] = read(kept)
    },
  })

/** Undefined where there is no such key. */
export const settingOf = <All>(keys: Record<string, Setting<All>>, typed: string): Setting<All> | undefined =>
  Object.hasOwn(keys, typed.toLowerCase()) ? keys[typed.toLowerCase()] : undefined

/** Undefined where the value fits, and for a key that nobody knows. */
const misfit = <All>(keys: Record<string, Setting<All>>, key: string, take: (setting: Setting<All>) => unknown) => {
  const setting = Object.hasOwn(keys, key) ? keys[key] : undefined
  return setting && reasonFor(() => take(setting))
}

export const misfitsAmong = <All>(keys: Record<string, Setting<All>>, kept: { key: string; value: string }[]) =>
  kept.flatMap(({ key, value }) => {
    const reason = misfit(keys, key, (setting) => setting.read(value))
    return reason === undefined ? [] : [{ key, what: misfitWords(key, reason) }]
  })

const misfitWords = (key: string, reason: string): string => `The setting ${key} cannot be read: ${reason}`

/** Settings that are not kept have their defaults. @throws cannot, for a value that its key cannot have */
export function allFrom<All extends object>(
  keys: Record<string, Setting<All>>,
  defaults: All,
  kept: { key: string; value: string }[],
): All {
  const settings = { ...defaults }
  for (const { key, value } of kept) {
    const reason = misfit(keys, key, (setting) => setting.take(settings, value))
    if (reason !== undefined) throw cannot(misfitWords(key, reason), `Its default again: cl config unset ${key}`)
  }
  return settings
}
