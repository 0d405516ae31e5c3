import type { Command } from '#command.ts'

/** Every command, in the groups and the order in which help lists them. Each is loaded only when it is used. */
export const commandGroups: Record<string, Record<string, () => Promise<Command>>> = {
  'Each day': {
    log: async () => (await import('./log.ts')).log,
    due: async () => (await import('./due.ts')).due,
    why: async () => (await import('./why.ts')).why,
    show: async () => (await import('./show.ts')).show,
    promise: async () => (await import('./promise.ts')).promise,
    loops: async () => (await import('./loops.ts')).loops,
    wait: async () => (await import('./wait.ts')).wait,
    done: async () => (await import('./done.ts')).done,
    history: async () => (await import('./history.ts')).history,
    amend: async () => (await import('./amend.ts')).amend,
    remove: async () => (await import('./remove.ts')).remove,
    undo: async () => (await import('./undo.ts')).undo,
    learn: async () => (await import('./learn.ts')).learn,
    ask: async () => (await import('./ask.ts')).ask,
    facts: async () => (await import('./facts.ts')).facts,
    pulse: async () => (await import('./pulse.ts')).pulse,
    date: async () => (await import('./date.ts')).date,
    dates: async () => (await import('./dates.ts')).dates,
    save: async () => (await import('./save.ts')).save,
    savings: async () => (await import('./savings.ts')).savings,
  },
  'Each week': {
    report: async () => (await import('./report.ts')).report,
    stats: async () => (await import('./stats.ts')).stats,
    moments: async () => (await import('./moments.ts')).moments,
    reasons: async () => (await import('./reasons.ts')).reasons,
    surprise: async () => (await import('./surprise.ts')).surprise,
  },
  'Each quarter': {
    letters: async () => (await import('./letters.ts')).letters,
    audit: async () => (await import('./audit.ts')).audit,
  },
  'The book': {
    add: async () => (await import('./add.ts')).add,
    import: async () => (await import('./import.ts')).importFiles,
    edit: async () => (await import('./edit.ts')).edit,
    list: async () => (await import('./list.ts')).list,
    snooze: async () => (await import('./snooze.ts')).snooze,
    archive: async () => (await import('./archive.ts')).archive,
    unarchive: async () => (await import('./unarchive.ts')).unarchive,
    duplicates: async () => (await import('./duplicates.ts')).duplicates,
    merge: async () => (await import('./merge.ts')).merge,
    forget: async () => (await import('./forget.ts')).forget,
    config: async () => (await import('./config.ts')).config,
    vocabulary: async () => (await import('./vocabulary.ts')).vocabulary,
    topics: async () => (await import('./topics.ts')).topics,
    backup: async () => (await import('./backup.ts')).backup,
    backups: async () => (await import('./backups.ts')).backups,
    restore: async () => (await import('./restore.ts')).restore,
    doctor: async () => (await import('./doctor.ts')).doctor,
    export: async () => (await import('./export.ts')).exportCommand,
    calendar: async () => (await import('./calendar.ts')).calendar,
    demo: async () => (await import('./demo.ts')).demo,
  },
}

/** Every command by its name. */
export const commands: Record<string, () => Promise<Command>> = Object.assign({}, ...Object.values(commandGroups))
