const domain = (...names) => names.map((name) => `test/domain/${name}.test.ts`)
const figures = [
  'standings.test',
  'touch-counts.test',
  'practices.test',
  'standings.property',
  'practices.property',
  'audit.property',
].map((name) => `test/figures/${name}`)
const shop = (...names) => names.map((name) => `test/commands/shop/${name}.test.ts`)
const reports = ['due/due', 'due/due-foot', 'due/due-next', 'reports/report', 'reports/stats', 'reports/moments'].map(
  (name) => `test/commands/${name}.test.ts`,
)
const book = [
  'file/snapshot-files',
  'snapshot-trouble',
  'snapshots/snapshots',
  'file/unfinished',
  'on-the-disk',
  'another-process',
  'undo.property',
].map((name) => `test/book/${name}`)
const forget = ['test/forget/erasure.property', 'test/forget/customer', 'test/forget/command']

/** The files that must not be wrong, each with the tests that have to notice when it is, the fast ones first. */
export const scopes = [
  ...['due/score', 'due/due', 'practices/answers', 'practices/trust', 'due/first-days', 'due/coming'].map((name) => ({
    group: 'scoring',
    file: `src/domain/${name}.ts`,
    tests: domain(name, 'due/due', 'due/why'),
    wide: [...figures, ...reports, 'test/commands/customers/first-days', 'test/commands/customers/snooze'],
  })),
  { group: 'scoring', file: 'src/domain/shop/health.ts', tests: domain('shop/health'), wide: shop('doctor') },
  { group: 'scoring', file: 'src/domain/reports/reasons.ts', tests: domain('reports/reasons'), wide: [] },
  { group: 'scoring', file: 'src/domain/days/week.ts', tests: domain('days/week'), wide: [] },
  ...[
    ...[
      'standings',
      'touch-counts',
      'conditions',
      'attention',
      'answers',
      'loops',
      'report',
      'audit',
      'coming',
      'dates',
      'dossier',
      'keeping',
      'whose',
      'at-hand',
      'customer-lines',
    ],
    ...['other-reasons', 'practices', 'scores', 'stats', 'tallies', 'visits', 'weeks', 'week-news'],
  ].map((name) => ({
    group: 'figures',
    file: `src/figures/${name}.ts`,
    tests: [`test/figures/${name}.test`, ...figures],
    wide: [
      ...reports,
      'test/commands/customers/',
      'test/commands/loops/',
      'test/commands/touches/touch.test',
      'test/commands/team',
      'test/commands/practices/',
    ],
  })),
  {
    group: 'retention',
    file: 'src/domain/shop/retention.ts',
    tests: domain('shop/retention'),
    wide: ['test/book/snapshots/snapshots'],
  },
  ...['snapshots/snapshots', 'file/snapshot-files', 'snapshots/backup'].map((name) => ({
    group: 'retention',
    file: `src/book/${name}.ts`,
    tests: [...book.slice(0, 6), ...shop('backup')],
    wide: [
      ...shop('restore', 'doctor'),
      'test/forget/command',
      'test/commands/book-file',
      'test/import/command',
      'test/import/bad-input',
    ],
  })),
  ...['writer', 'steps', 'changes', 'undo', 'redo', 'row-writer', 'makers']
    .map((name) => `changes/${name}`)
    .map((name) => ({
      group: 'undo',
      file: `src/book/${name}.ts`,
      tests: [
        `test/book/${name}.test`,
        'test/book/changes/writer.test',
        'test/book/changes/steps.test',
        'test/book/undo.property',
        'test/book/changes/makers.property',
      ],
      wide: [
        'test/tables/tables',
        ...shop('undo', 'makers'),
        ...book,
        'test/commands/customers/merge',
        'test/import/command',
        'test/import/own-export',
        'test/commands/touches/',
        ...shop('doctor'),
        ...forget,
      ],
    })),
  ...['undo', 'redo'].map((name) => ({
    group: 'undo',
    file: `src/commands/shop/${name}.ts`,
    tests: [...shop('undo'), 'test/manual'],
    wide: ['test/commands/another-terminal', 'test/commands/output', 'test/commands/bad-input'],
  })),
  ...['merge', 'handles', 'customers', 'tags', 'customer-days', 'first-days', 'absences', 'teammates'].map((name) => ({
    group: 'undo',
    file: `src/tables/customers/${name}.ts`,
    tests: [
      'test/tables/',
      'test/book/undo.property',
      'test/commands/customers/',
      'test/commands/team.test',
      ...forget,
    ],
    wide: [...shop('undo'), 'test/commands/touches/', 'test/import/', 'test/commands/another-terminal'],
  })),
  ...[
    ...['book/changes/undo-log', 'forget/customer', 'forget/erasure', 'forget/snapshots', 'forget/command'],
    ...['forget/gone', 'forget/elsewhere'],
  ].map((name) => ({
    group: 'erasure',
    file: `src/${name}.ts`,
    tests: ['test/book/changes/undo-log.test', ...forget],
    wide: [
      'test/commands/another-terminal',
      'test/commands/output',
      'test/book/',
      'test/commands/bad-input',
      ...shop('restore', 'doctor'),
    ],
  })),
]
