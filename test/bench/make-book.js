import { spawnSync } from 'node:child_process'
import Database from '../driver.js'

export const today = '2026-11-21'
const msPerDay = 86_400_000

/** Numbers from 0 to 1 from a fixed seed, alike at every run (mulberry32). */
function chance(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const dayBefore = (days) => new Date(Date.parse(today) - days * msPerDay).toISOString().slice(0, 10)

const firstWords = ['Acme', 'Bolt', 'Café', 'Delta', 'Harbour', 'Green', 'Hotel', 'Nana', 'Old Mill', 'Saint']
const secondWords = ['Bakery', 'Garage', 'Zoë', 'Deli', 'Yoga', 'Astoria', 'School', 'Kitchen', 'Press', 'Farm']
/** Channel and purpose by their numbers in a new book, and their share of a hundred, besides the care visits. */
const kinds = [
  { often: 40, channel: 4, purpose: 7, tone: '+', begunBy: 'us', note: 'opening hours in December' },
  { often: 16, channel: 6, purpose: 3, tone: '+', begunBy: 'us', note: null },
  { often: 28, channel: 1, purpose: 9, tone: '=', begunBy: 'us', note: 'as ordered' },
  { often: 14, channel: 2, purpose: 13, tone: '=', begunBy: 'them', note: 'forty loaves for Saturday' },
  { often: 2, channel: 4, purpose: 14, tone: '-', begunBy: 'us', note: null },
]
const careVisit = { channel: 2, purpose: 1, tone: '+', begunBy: 'us', note: 'asked after the shop, all good' }

const answer = { channel: 4, purpose: 12, tone: '=', begunBy: 'us', note: 'yes, gladly' }
/** On the day of the question, or up to three days later. */
const answeredAgo = (daysAgo, n) => Math.max(0, daysAgo - (n % 4))

function kindAt(roll) {
  let left = roll * 100
  return kinds.find(({ often }) => {
    left -= often
    return left < 0
  })
}

/** Every customer's touches at their own pace, every other one a care visit, in the order of days. */
function touchesOf({ customers, touches, years }, random) {
  const each = touches / customers
  const gap = (years * 365) / each
  const all = []
  for (let customer = 1; customer <= customers; customer += 1) {
    const shift = random()
    const count = Math.floor(each * customer) - Math.floor(each * (customer - 1))
    for (let n = 0; n < count; n += 1) {
      const daysAgo = Math.floor(Math.max(0, (n + shift) * gap + (random() - 0.5) * gap))
      const touch = { customer, daysAgo, ...((n + customer) % 2 === 0 ? careVisit : kindAt(random())) }
      all.push(touch)
      // A touch that they begin is answered within days, but for one customer in fifty.
      if (touch.begunBy === 'them' && customer % 50 !== 0)
        all.push({ ...answer, customer, daysAgo: answeredAgo(daysAgo, n) })
    }
  }
  return all.sort((a, b) => b.daysAgo - a.daysAgo)
}

/**
 * Makes a book of `customers`, all with us for `years`, and `touches` spread evenly over that time.
 * @param cl runs the executable on the new book, which makes its tables
 */
export function makeBook(path, executable, { customers, touches, years, every }) {
  const made = spawnSync(process.execPath, [executable, 'config', 'set', 'visit.every', every, '--book', path])
  if (made.status !== 0) throw new Error(made.stderr.toString())
  const random = chance(20261121)
  const db = new Database(path)
  db.exec('pragma journal_mode = off; pragma synchronous = off; begin')
  const addCustomer = db.prepare('insert into customers (name, phone, since) values (?, ?, ?)')
  const addHandle = db.prepare('insert into handles (customer_id, kind, key, shown, keys) values (?, ?, ?, ?, ?)')
  const addTag = db.prepare('insert into tags (customer_id, tag) values (?, ?)')
  const addTouch = db.prepare(
    'insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, minutes, note, note_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const addLoop = db.prepare(
    'insert into loops (customer_id, kind, text, opened_on, due_on, closed_on, outcome) values (?, ?, ?, ?, ?, ?, ?)',
  )
  for (let i = 1; i <= customers; i += 1) {
    const first = firstWords[i % 10]
    const second = secondWords[Math.floor(i / 10) % 10]
    const name = `${first} ${second} ${i}`
    addCustomer.run(name, `+1352555${String(i).padStart(4, '0')}`, dayBefore(years * 365))
    const plain = (text) =>
      text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f\s]/g, '')
        .toLowerCase()
    const start = [plain(name), plain(`${second} ${i}`), String(i)]
    addHandle.run(
      i,
      'name',
      plain(name),
      name,
      JSON.stringify({ whole: [plain(name), name.toLowerCase().split(' ').sort().join(' ')], start }),
    )
    if (i % 5 === 0) addTag.run(i, 'wholesale')
    const openedAgo = 1 + Math.floor(random() * 300)
    const kept = i % 40 !== 0
    addLoop.run(
      i,
      'promise',
      'send the price list',
      dayBefore(openedAgo + 7),
      dayBefore(openedAgo),
      kept ? dayBefore(openedAgo) : null,
      kept ? 'kept' : null,
    )
  }
  const addFact = db.prepare('insert into facts (customer_id, topic_id, on_day, text) values (?, ?, ?, ?)')
  const addDate = db.prepare('insert into dates (customer_id, label, month_day, noted_on) values (?, ?, ?, ?)')
  const addSaving = db.prepare('insert into savings (customer_id, on_day, money, text) values (?, ?, ?, ?)')
  const addPulse = db.prepare('insert into pulses (customer_id, on_day, rating) values (?, ?, ?)')
  for (let i = 1; i <= customers; i += 1) {
    for (let n = 0; n < 2; n += 1) {
      addFact.run(
        i,
        1 + ((i + n) % 12),
        dayBefore(Math.floor(random() * 700)),
        'a second oven, and a shop in the next town',
      )
    }
    if (i % 5 === 0) addDate.run(i, 'birthday', dayBefore(Math.floor(random() * 365)).slice(5), dayBefore(700))
    if (i % 10 === 0) addSaving.run(i, dayBefore(Math.floor(random() * 25)), 12_050, 'a cheaper box')
    if (i % 4 === 0) addPulse.run(i, dayBefore(Math.floor(random() * 300)), 5 + (i % 6))
  }
  for (const [i, touch] of touchesOf({ customers, touches, years }, random).entries()) {
    const { customer, daysAgo, channel, purpose, tone, begunBy, note } = touch
    const plain = note?.toLowerCase() ?? null
    const row = [customer, dayBefore(daysAgo), channel, purpose, tone, begunBy, i % 3 === 0 ? 15 : null, note]
    addTouch.run(...row, plain === note ? null : plain)
  }
  db.exec('commit')
  db.close()
}
