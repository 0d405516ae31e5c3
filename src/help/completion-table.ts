import type { Option } from '@commander-js/extra-typings'
import type { CompletedCommand, CompletedOption, CompletionTable, Place } from '#completion/table.ts'
import { allSettingKeys } from '#domain/shop/all-settings.ts'
import { type Definition, definedGroups } from './definitions.ts'
import { topics } from './help-topics.ts'

const days = [
  ...['today', 'yesterday', 'tomorrow'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
]

/** Names of arguments and of options' values stand for these places. */
const places: Record<string, Place> = {
  customer: 'customers',
  into: 'customers',
  whom: 'customers',
  teammate: 'teammates',
  tag: 'tags',
  words: 'words',
  channel: 'channels',
  purpose: 'purposes',
  topic: 'topics',
  title: 'letters',
  loop: 'loops',
  file: 'files',
  files: 'files',
  from: 'files',
  path: 'files',
  key: allSettingKeys,
  day: days,
  until: days,
  tone: ['+', '=', '-'],
  cadence: ['weekly', 'monthly', 'quarterly', 'yearly', 'never'],
  duration: ['weekly', 'monthly', 'quarterly', 'yearly'],
}

const placeOf = (name: string): Place => (Object.hasOwn(places, name) ? places[name] : undefined) ?? 'nothing'

/** A word of the vocabulary is looked up in the table that is changed. */
const argumentPlace = (name: string, typed: string): Place =>
  name === 'word' ? placeOf(typed.split(' ')[1] ?? '') : placeOf(name)

function optionOf({ flags, long, short, description, argChoices, required, optional }: Option): CompletedOption {
  const [, value = ''] = /[<[]([^>\]]+)[>\]]/.exec(flags) ?? []
  const place: Place = argChoices ? [...argChoices] : placeOf(value)
  return {
    flags: [long, short].flatMap((flag) => flag ?? []),
    meaning: description,
    value: required || optional ? place : null,
    isOptional: optional,
  }
}

function commandOf({ typed, summary, options, arguments: all, actions }: Definition): CompletedCommand {
  return {
    summary,
    options: options.map(optionOf),
    places: all.map((argument) => argumentPlace(argument.name(), typed)),
    isRepeated: all.at(-1)?.variadic === true,
    actions: Object.fromEntries(actions.map((action) => [action.typed.split(' ').at(-1) ?? '', commandOf(action)])),
  }
}

/** `options` are those that every command takes. */
export async function completionTable(options: readonly Option[]): Promise<CompletionTable> {
  const definitions = (await definedGroups()).flatMap(([, group]) => group)
  return {
    commands: Object.fromEntries(definitions.map((definition) => [definition.typed, commandOf(definition)])),
    options: options.map(optionOf),
    topics: Object.fromEntries(Object.entries(topics).map(([topic, { title }]) => [topic, title])),
  }
}
