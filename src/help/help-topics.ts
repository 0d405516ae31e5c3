import { wrapped } from '#views/text.ts'

/** A paragraph, or words, each with its meaning. */
type Part = string | [typed: string, meaning: string][]

export type Topic = { title: string; parts: Part[] }

/** Topics stand under the word of `cl help TOPIC`. */
export const topics: Record<string, Topic> = {
  dates: {
    title: 'How to write days and lengths',
    parts: [
      'One reader takes days everywhere: in options, in answers, among the words of cl log, and in files that are imported.',
      [
        ['2026-11-20  2026/11/20', 'a whole day'],
        ['today  yesterday  tomorrow', 'also: the day before yesterday'],
        ['friday  last tue  this friday', 'a day of the week, the latest or the next; this friday is of this week'],
        ['tuesday of last week', 'a day of another week'],
        ['3 days ago  in 2 weeks', 'counted from today; a day to come is also 2w'],
        ['hier  in 3 Tagen  el lunes', 'in five languages beside English (not among the words of cl log)'],
        ['20 Nov  nov 20  20.11.', 'the year follows: see below'],
        ['20.11.26  3. mai 2026', 'years of two digits; months in thirteen languages (not among the words of cl log)'],
        ['the 20th  20th of november', 'likewise'],
        ['end of month', 'the last day of this month'],
        ['end of next week', 'the Friday of it'],
        ['christmas  easter  good friday', 'the latest, or the next'],
        ['25/11/2026  11/25/2026', 'where only one reading is a day'],
        ['1/5/2026', 'by the setting date.order (dmy or mdy); without it, both readings are named'],
      ],
      'A day of the past (--on, --since) without a year is the latest one that is not after today; a day to come (--by) the earliest that is not before it. --since and --until of what was also take last week, october and 2025: the first day of it, or the last. No touch is in the future, and 30 Feb is no day.',
      'Lengths are days, or have a unit:',
      [
        ['10  10d  2w  2 weeks  3m  1y', 'months have 30 days and years 365'],
        ['weekly  monthly  quarterly  yearly', '7, 30, 90 and 365 days'],
        [
          '20  20m  20 min  1h  1h30  1:30',
          'minutes, for --minutes and, with a unit, among the words of cl log; also 1.5h, half an hour, 2 Stunden',
        ],
      ],
      'cl --today 2026-11-20 due shows a list as it was on another day.',
    ],
  },
  names: {
    title: 'How to name a customer',
    parts: [
      'A customer goes by the name, an alias, the e-mail address, the phone number, or the number in the book:',
      [
        ['cl show acme', 'the beginning of any word of a name, where one customer alone has it'],
        ['cl show acme bakery', 'several words of the name; no quotes are needed'],
        ['cl log acme bakery call', 'likewise before other words, up to the first that is no word of the name'],
        ['cl show ann@acme.example', 'the e-mail address'],
        ['cl show 352-555-0101', 'the phone number, however it is written'],
        ['cl show 12', 'the number in the book; #12 needs quotes in most shells'],
      ],
      'Capitals, accents, spaces, hyphens, apostrophes and the order of words do not matter: "mueller" finds Müller, and "bakery acme" finds Acme Bakery.',
      'Where several are meant, or none, cl asks in a terminal, the nearest first; elsewhere it names the nearest and does nothing. A command that writes about a customer offers to add a new one.',
      'Another name for somebody: cl edit acme --alias "The Bakers". Two entries of one customer: cl merge.',
    ],
  },
  words: {
    title: 'What the words of cl log mean',
    parts: [
      'cl log takes a customer, then words in any order, then a note: cl log acme call complaint yesterday 20 min "the oven is late".',
      [
        ['a channel', 'how: visit, call, video, email, text, letter, gift, web'],
        [
          'a purpose',
          'why: care, tour, thanks, surprise, help, news, feedback, delivery, mend, request, sale, invoice, complaint and more',
        ],
        ['+  =  -', 'a tone other than the purpose has: positive, neutral, negative'],
        ['a day, a length', 'yesterday, friday, 20 Nov; 20 min, 1h30'],
        ['the rest', 'the note; after -- every word is note'],
      ],
      'Without a purpose it is care, a "nothing\'s wrong" contact; without a channel, the usual one of its purpose. A complaint or a request opens a loop, which stays in cl due until it is done.',
      'Synonyms are understood, too: cl vocabulary lists all words of this book, and adds your own. Where a note sounds like something else than it was counted as, cl log says so, with what to type.',
    ],
  },
  scripts: {
    title: 'cl in scripts',
    parts: [
      [
        ['--json  --csv', 'data for programs; keys and columns do not change'],
        ['--no-input', 'never ask: fail, and name the option that was needed'],
        ['--today DAY  CL_TODAY', 'as if it were that day'],
        ['--book PATH  CL_BOOK', 'another book'],
        ['--no-color  NO_COLOR', 'without colour; a pipe never has any'],
      ],
      'Results go to standard output, all else to standard error. A pipe gets the same text every time, and nothing in it is cut.',
      [
        ['exit code 0', 'done'],
        ['1', 'it could not be done: nobody of that name, a full disk; with --exit-code also: somebody is due'],
        ['2', 'typed wrongly; the second line says what to type'],
        ['130', 'broken off, with nothing half written; cl morning keeps what was done before'],
      ],
      'cl due --count prints how many need you today, alone, for the prompt of a shell or a status line.',
      'A program of yours is told of each change, as JSON: cl config set hooks.after-change PATH. An assistant reads the book by cl mcp.',
    ],
  },
}

/** Meanings are wrapped beside their words on so many columns; on fewer they stand below. */
const wide = 70

export const topicText = ({ title, parts }: Topic, width: number): string =>
  [title, ...parts.map((part) => (typeof part === 'string' ? wrapped(part, width).join('\n') : listed(part, width)))]
    .join('\n\n')
    .concat('\n')

function listed(rows: [typed: string, meaning: string][], width: number): string {
  const column = Math.max(...rows.map(([typed]) => typed.length)) + 4
  return rows
    .map(([typed, meaning]) => {
      const lines = width < wide ? meaning : wrapped(meaning, width - column).join(`\n${' '.repeat(column)}`)
      return `  ${typed.padEnd(column - 2)}${lines}`
    })
    .join('\n')
}
