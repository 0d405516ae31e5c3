import type { Command } from '../command.ts'

/** Every command, in the groups and the order in which help lists them. Each is loaded only when it is used. */
export const commandGroups: Record<string, Record<string, () => Promise<Command>>> = {
  'Each day': {
    log: async () => (await import('./log.ts')).log,
    due: async () => (await import('./due.ts')).due,
    why: async () => (await import('./why.ts')).why,
    show: async () => (await import('./show.ts')).show,
    promise: async () => (await import('./promise.ts')).promise,
    loops: async () => (await import('./loops.ts')).loops,
    done: async () => (await import('./done.ts')).done,
    history: async () => (await import('./history.ts')).history,
  },
  'Put right': {
    amend: async () => (await import('./amend.ts')).amend,
    remove: async () => (await import('./remove.ts')).remove,
    undo: async () => (await import('./undo.ts')).undo,
  },
  'Each week': {
    report: async () => (await import('./report.ts')).report,
    moments: async () => (await import('./moments.ts')).moments,
    reasons: async () => (await import('./reasons.ts')).reasons,
  },
  Customers: {
    add: async () => (await import('./add.ts')).add,
    edit: async () => (await import('./edit.ts')).edit,
    list: async () => (await import('./list.ts')).list,
    snooze: async () => (await import('./snooze.ts')).snooze,
    archive: async () => (await import('./archive.ts')).archive,
    unarchive: async () => (await import('./unarchive.ts')).unarchive,
  },
  'The book': {
    config: async () => (await import('./config.ts')).config,
    vocabulary: async () => (await import('./vocabulary.ts')).vocabulary,
    import: async () => (await import('./import.ts')).importFiles,
    demo: async () => (await import('./demo.ts')).demo,
  },
}

export const commands: Record<string, () => Promise<Command>> = Object.assign({}, ...Object.values(commandGroups))
