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

/** Defines one setting; `read(write(value))` is the value again. */
type Definition<All, Field extends keyof All> = {
  field: Field
  meaning: string
  read: (typed: string) => All[Field]
  write: (value: All[Field]) => string
}

/** Makes the settings of `All`, each of the type of its field. */
export const settingsWith =
  <All>() =>
  <Field extends keyof All>({ field, meaning, read, write }: Definition<All, Field>): Setting<All> => ({
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

/** All settings: the kept values, and else the defaults. @throws wrong usage, for a value that its key cannot have */
export function allFrom<All extends object>(
  keys: Record<string, Setting<All>>,
  defaults: All,
  kept: Iterable<[key: string, value: string]>,
): All {
  const settings = { ...defaults }
  for (const [key, value] of kept) if (Object.hasOwn(keys, key)) keys[key]?.take(settings, value)
  return settings
}
