import { cannot, reasonFor } from '#errors.ts'

/** The way in which one setting of `All` is typed, kept and shown. */
export type Setting<All> = {
  field: keyof All
  meaning: string
  /** @throws wrong usage, for a text that is no value of it */
  read: (typed: string) => All[keyof All]
  /** The form in which a typed value is kept. @throws wrong usage */
  kept: (typed: string) => string
  /** Its value as it is typed and kept; empty when it is not set. */
  shown: (settings: All) => string
  /** Sets it to a kept or typed value. @throws wrong usage */
  take: (settings: All, kept: string) => void
}

/** Makes the settings of `All`, each of the type of its field; `read(write(value))` is the value again. */
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

/** The setting of a key as it is typed; undefined where there is none. */
export const settingOf = <All>(keys: Record<string, Setting<All>>, typed: string): Setting<All> | undefined =>
  Object.hasOwn(keys, typed.toLowerCase()) ? keys[typed.toLowerCase()] : undefined

/** The reason why a kept value cannot be that of its key; undefined where it can, and for a key that nobody knows. */
const misfit = <All>(keys: Record<string, Setting<All>>, key: string, take: (setting: Setting<All>) => unknown) => {
  const setting = Object.hasOwn(keys, key) ? keys[key] : undefined
  return setting && reasonFor(() => take(setting))
}

/** The kept values that their keys cannot have, as they are told, each with its key. */
export const misfitsAmong = <All>(keys: Record<string, Setting<All>>, kept: { key: string; value: string }[]) =>
  kept.flatMap(({ key, value }) => {
    const reason = misfit(keys, key, (setting) => setting.read(value))
    return reason === undefined ? [] : [{ key, what: misfitWords(key, reason) }]
  })

const misfitWords = (key: string, reason: string): string => `The setting ${key} cannot be read: ${reason}`

/** All settings: the kept values, and else the defaults. @throws cannot, for a value that its key cannot have */
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
