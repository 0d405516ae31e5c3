import type { Command } from '#cli/command.ts'

/** Every command, in the groups and the order in which help lists them. Each is loaded only when it is used. */
export const commandGroups: Record<string, Record<string, () => Promise<Command>>> = {
  'Each day': {
    log: async () => (await import('./touches/log.ts')).log,
    due: async () => (await import('./reports/due.ts')).due,
    why: async () => (await import('./customers/why.ts')).why,
    show: async () => (await import('./customers/show.ts')).show,
    promise: async () => (await import('./loops/promise.ts')).promise,
    loops: async () => (await import('./loops/loops.ts')).loops,
    wait: async () => (await import('./loops/wait.ts')).wait,
    done: async () => (await import('./loops/done.ts')).done,
    history: async () => (await import('./touches/history.ts')).history,
    amend: async () => (await import('./touches/amend.ts')).amend,
    remove: async () => (await import('./touches/remove.ts')).remove,
    undo: async () => (await import('./shop/undo.ts')).undo,
    redo: async () => (await import('./shop/redo.ts')).redo,
    learn: async () => (await import('./practices/learn.ts')).learn,
    ask: async () => (await import('./practices/ask.ts')).ask,
    facts: async () => (await import('./practices/facts.ts')).facts,
    pulse: async () => (await import('./practices/pulse.ts')).pulse,
    date: async () => (await import('./practices/date.ts')).date,
    dates: async () => (await import('./practices/dates.ts')).dates,
    save: async () => (await import('./practices/save.ts')).save,
    savings: async () => (await import('./practices/savings.ts')).savings,
  },
  'Each week': {
    report: async () => (await import('./reports/report.ts')).report,
    stats: async () => (await import('./reports/stats.ts')).stats,
    moments: async () => (await import('./reports/moments.ts')).moments,
    reasons: async () => (await import('./reports/reasons.ts')).reasons,
    surprise: async () => (await import('./practices/surprise.ts')).surprise,
  },
  'Each quarter': {
    letters: async () => (await import('./practices/letters.ts')).letters,
    audit: async () => (await import('./practices/audit.ts')).audit,
  },
  'The book': {
    add: async () => (await import('./customers/add.ts')).add,
    import: async () => (await import('#import/command.ts')).importFiles,
    edit: async () => (await import('./customers/edit.ts')).edit,
    list: async () => (await import('./customers/list.ts')).list,
    snooze: async () => (await import('./customers/snooze.ts')).snooze,
    archive: async () => (await import('./customers/archive.ts')).archive,
    unarchive: async () => (await import('./customers/unarchive.ts')).unarchive,
    duplicates: async () => (await import('./customers/duplicates.ts')).duplicates,
    merge: async () => (await import('./customers/merge.ts')).merge,
    forget: async () => (await import('#forget/command.ts')).forget,
    config: async () => (await import('./shop/config.ts')).config,
    vocabulary: async () => (await import('./shop/vocabulary.ts')).vocabulary,
    topics: async () => (await import('./practices/topics.ts')).topics,
    backup: async () => (await import('./shop/backup.ts')).backup,
    backups: async () => (await import('./shop/backups.ts')).backups,
    restore: async () => (await import('./shop/restore.ts')).restore,
    doctor: async () => (await import('./shop/doctor.ts')).doctor,
    export: async () => (await import('#export/command.ts')).exportCommand,
    calendar: async () => (await import('#export/calendar.ts')).calendar,
    demo: async () => (await import('./shop/demo.ts')).demo,
  },
}

/** Every command by its name. */
export const commands: Record<string, () => Promise<Command>> = Object.assign({}, ...Object.values(commandGroups))
