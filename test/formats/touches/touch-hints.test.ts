import { expect, it } from 'vitest'
import { findPurpose, type TouchWords } from '#domain/touches/vocabulary.ts'
import { minutesInNote } from '#formats/touches/how-in-note.ts'
import { misspelt, perhapsMeant } from '#formats/touches/misspelt.ts'
import { countedAsNew, countedBadly, countedOtherwise } from '#formats/touches/touch-hints.ts'
import { vocabulary as whole } from '../../domain/builders.ts'

const counted = (said: TouchWords, words = whole): string | undefined =>
  countedBadly(said, words) ?? countedAsNew(said) ?? countedOtherwise(said, words, { channel: 'call', begunBy: 'us' })
const purposeOf = (name: string) => findPurpose(whole, name) ?? expect.fail(name)
const vocabulary = {
  channels: [
    { id: 1, name: 'call', spoken: true, also: ['phone'] },
    { id: 2, name: 'text', spoken: false, also: ['whatsapp'] },
    { id: 3, name: 'complaint', spoken: false, also: ['complain', 'complained'] },
  ],
  purposes: [],
}

it.each([
  ['the van came late again', 'complaint'],
  ['cancelled the order', 'complaint'],
  ['was angry about the bill', 'complaint'],
  ['no answer', 'attempt'],
  ['left a message', 'attempt'],
  ['could not reach her', 'attempt'],
  ['not happy with the cut', 'complaint'],
  ['she wasn’t amused: not very pleased at all', 'complaint'],
  ['grumbled about the price', 'complaint'],
  ['the stairs were dirty', 'complaint'],
  ['is leaving us', 'complaint'],
  ['mailbox full', 'attempt'],
  ['no-show', 'attempt'],
  ['she never turned up, or: did not turn up', 'attempt'],
  ['asked for a quote', 'request'],
  ['veut des pivoines en mai', 'request'],
  ['a demandé un devis', 'request'],
  ['livré les roses', 'delivery'],
  ['geliefert um neun', 'delivery'],
  ['dropped off the order', 'delivery'],
  ['rappel de la facture', 'reminder'],
  ['paiement en espèces', 'sale'],
  ['wants two more', 'request'],
  ['they asked whether we could do a workshop', 'request'],
  ['she wants a quote', 'request'],
  ['need a proposal by friday', 'request'],
  ['can you send the slides again?', 'request'],
  ['Rechnung 250', 'invoice'],
  ['merci pour tout', 'thanks'],
  ['needs a new key', 'request'],
  ['will neuen Laptop request', 'request'],
  ['250 invoice', 'invoice'],
  ['sent the bill', 'invoice'],
  ['second reminder', 'reminder'],
  ['paid at once', 'sale'],
  ['he paid', 'sale'],
  ['bill is paid', 'sale'],
  ['bezahlt', 'sale'],
  ['Rechnung 14 bezahlt', 'sale'],
  ['a payé la facture', 'sale'],
  ['ha pagado', 'sale'],
  ['fattura pagata', 'sale'],
  ['heeft betaald', 'sale'],
  ['Zahlung eingegangen', 'sale'],
  ['Rechnung noch nicht bezahlt', 'reminder'],
  ['Geld ist noch nicht da', 'reminder'],
  ['keine Zahlung eingegangen', 'reminder'],
  ['payment not received', 'reminder'],
  ['pas encore payé', 'reminder'],
  ['non ha pagato', 'reminder'],
  ['sent them the bill', 'invoice'],
  ['sent a quote', 'sale'],
  ['placed a new order', 'sale'],
  ['about the offer', 'sale'],
  ['would like a quote', 'request'],
  ['told them about the price increase', 'price'],
  ['told us that the new rolls sell well', 'feedback'],
  ['dropped off the cakes', 'delivery'],
  ['repaired the oven', 'mend'],
  ['sorted the complaint', 'mend'],
  ['fixed the mistake', 'mend'],
  ['inv 44 sent', 'invoice'],
  ['birthday bouquet delivered', 'delivery'],
  ['wreath order £120', 'sale'],
  ['proposal sent', 'sale'],
  ['angebot geschickt', 'sale'],
  ['gefragt nach der Frist', 'request'],
  ["hasn't paid", 'reminder'],
  ['direct debit bounced', 'reminder'],
  ['price goes up in may', 'price'],
  ['pls call back', 'request'],
  ['loved it, but a bit pricey', 'complaint'],
  ['meh', 'complaint'],
  ['put prices up', 'price'],
  ['told her about new rates', 'price'],
  ['owes 45', 'reminder'],
  ['chasing the october bill', 'reminder'],
  ['balance outstanding', 'reminder'],
  ['standing order up to 50', 'sale'],
  ['enquired about a wedding cake', 'request'],
  ['dropped 20 loaves', 'delivery'],
  ['picked up the cake', 'delivery'],
  ['thx for the referral', 'thanks'],
  ['noshow', 'attempt'],
  ['reached voicemail', 'attempt'],
  ['problem solved', 'mend'],
  ['rang, no joy', 'attempt'],
  ["haven't heard back", 'attempt'],
  ['12 baguettes short', 'complaint'],
  ['where are the photos?', 'request'],
  ['where is my invoice?', 'request'],
  ['asked for the invoice again', 'request'],
  ['said no to the quote', 'sale'],
  ['no thanks', 'sale'],
  ['thanks but no thanks', 'sale'],
  ['thanks for the cake', 'thanks'],
  ['invoice for the oven', 'invoice'],
  ['Aanmaning', 'reminder'],
  ['commande 12 bouquets', 'sale'],
  ['Bestellung 20 Brote', 'sale'],
  ['livraison', 'delivery'],
  ['Lieferung 3 Kisten', 'delivery'],
])('%s was perhaps meant as %s', (note, purpose) => {
  expect(counted({ note })).toContain(`cl amend --purpose ${purpose}`)
})

it.each([
  'told her about the winter schedule',
  'there was no complaint',
  'all good, no request',
  'asked about the price',
  'price was fine',
  'care for a coffee',
  'asked about the new prices',
  'balance of the year, looked good',
  'felt well looked after',
  'works on facebook ads now',
  'likes the bread by the door',
  'from now on on fridays',
  'he was glad: paid the bill',
  'nothing was wrong',
  'no complaint',
  'no invoice yet',
  'has paid her bill',
  'talked to Bill',
  'wants for nothing',
  'in good order',
  'happy that the complaint is solved',
  'never late',
  'asked after the oven',
  'all good',
  'the new oven works',
])('nothing is said of %s', (note) => {
  expect(counted({ note })).toBeUndefined()
})

it('nothing is said where the purpose or the tone was', () => {
  expect(counted({ note: 'late again', tone: '-' })).toBeUndefined()
})

it('without the purpose in the vocabulary, the tone is what to change', () => {
  expect(counted({ note: 'late again' }, vocabulary)).toBe('Counted as good. Not so? cl amend --tone -')
  expect(counted({ note: 'wants two more' }, vocabulary)).toBeUndefined()
})

it.each([
  ['sent flowers', '--channel gift'],
  ['birthday card', '--channel letter'],
  ['this morning visit', '--channel visit'],
  ['had coffee with her', '--channel visit'],
  ['got an email', '--channel email --in'],
  ['she called', '--in'],
  ['his mother emailed', '--channel email --in'],
  ['mum called about the price', '--in'],
  ['her mother likes email', undefined],
  ['popped in for a trim', '--channel visit'],
  ['pranzo con lei', '--channel visit'],
  ['she came by the shop', '--channel visit --in'],
  ['saw her at the market', '--channel visit'],
  ['face to face', '--channel visit'],
  ['facetime with her', '--channel video'],
  ["dm'd me on insta", '--channel text'],
  ['wrote her a postcard', '--channel letter'],
  ['besuch, alles gut', '--channel visit'],
  ['rdv pour le mariage', '--channel visit'],
  ['termin', '--channel visit'],
  ['appt tmrw', undefined],
  ['msg about the time', '--channel text'],
  ['geschenk zum Jubiläum', '--channel gift'],
  ['sent a link', '--channel email'],
  ['replied to her email', '--channel email'],
  ['gave her chocolates', '--channel gift'],
  ['long chat on the phone', undefined],
  ['long chat about the twins', undefined],
  ['incoming call', '--in'],
  ['home visit', '--channel visit'],
  ['saw no reason to worry', undefined],
  ['quick call', undefined],
  ['likes coffee', undefined],
  ['asked how the visit went', undefined],
])('%s was no call that the shop began: %s', (note, options) => {
  expect(counted({ note })).toBe(options && `Counted as a call that you began. Not so? cl amend ${options}`)
})

it('called off is no call', () => {
  const channel = whole.channels.find(({ name }) => name === 'call') ?? expect.fail()
  expect(counted({ channel, note: 'off the wedding' })).toBe('Counted as good. Not so? cl amend --purpose complaint')
  expect(counted({ channel, note: 'office hours' })).toBeUndefined()
})

it('what they began already is not said to be theirs', () => {
  const counted = { channel: 'call', begunBy: 'them' } as const
  expect(countedOtherwise({ note: 'she called' }, whole, counted)).toBeUndefined()
  expect(countedOtherwise({ note: 'she emailed' }, whole, counted)).toBe(
    'Counted as a call that they began. Not so? cl amend --channel email',
  )
})

it('a channel that was said is none to doubt', () => {
  const channel = whole.channels.find(({ name }) => name === 'call') ?? expect.fail()
  expect(counted({ channel, note: 'sent flowers' })).toBeUndefined()
})

it.each([
  ['text', 'on the phone', '--channel call'],
  ['text', 'from her', '--in'],
  ['email', 'me about hours', '--in'],
  ['email', 'reçu', '--in'],
  ['call', 'me back', '--in'],
  ['call', 'round on her way home', '--channel visit'],
  ['call', 'on the new oven', undefined],
  ['call', 'from the shop', undefined],
  ['email', 'from now on', undefined],
])('a %s that goes on with "%s": %s', (name, note, options) => {
  const channel = whole.channels.find((each) => each.name === name) ?? expect.fail()
  expect(
    countedOtherwise({ channel, note }, whole, { channel: name, begunBy: 'us' })?.replace(/^.* cl amend /, ''),
  ).toBe(options)
})

it.each([
  ['cut and colour, 45 min', 45],
  ['spoke for half an hour.', 30],
  ['for 20 min about ribbons', 20],
  ['took 1.5 hours', 90],
  ['an hour', 60],
  ['van back in 20 min', undefined],
  ['waited an hour', undefined],
  ['45 min, then lunch', undefined],
  ['ordered 20', undefined],
  ['a chat about her daughter, 1h30', 90],
  ['talk, a quarter of an hour.', 15],
  ['lovely chat (45 min)', 45],
  ['needs 20m', undefined],
  ['open 9 to 17 h', undefined],
  ['netter Plausch, eine halbe Stunde', 30],
  ['afspraak om 2 uur', undefined],
])('%s: minutes in a note, %s', (note, minutes) => {
  expect(minutesInNote(note)).toBe(
    minutes && `The time is in the note alone. To count it: cl amend --minutes ${minutes}`,
  )
})

it.each([
  ['complaint', 'solved', 'That opened a complaint. If one is over instead: cl undo, and cl done'],
  ['request', 'is done, she has it', 'That opened a request. If one is over instead: cl undo, and cl done'],
  ['invoice', 'paid', 'Counted as bad. Not so? cl amend --tone ='],
  ['complaint', 'the solved one came back', undefined],
  ['tour', 'the yard was filthy', 'Counted as good. Not so? cl amend --tone -'],
  ['help', 'with the broken oven', undefined],
])('a %s "%s": %s', (name, note, line) => {
  expect(counted({ purpose: purposeOf(name), note })).toBe(line)
})

it('a first word that is nearly one of the vocabulary is named, unless its kind was said', () => {
  const line = '"vist" began the note. If you meant visit: cl undo, and log it again.'
  expect(misspelt({ note: 'vist her' }, whole)).toBe(line)
  const channel = whole.channels.find(({ name }) => name === 'call') ?? expect.fail()
  expect(misspelt({ channel, note: 'vist her' }, whole)).toBeUndefined()
  expect(misspelt({ note: 'thanks for the cake' }, whole)).toBeUndefined()
})

it.each([
  ['cal', 'call'],
  ['clal', 'call'],
  ['calls', 'call'],
  ['phoned', 'call'],
  ['complaning', 'complaint'],
  ['complaned', 'complaint'],
  ['complicated', undefined],
  ['company', undefined],
  ['what', undefined],
  ['all', undefined],
  ['care', undefined],
  ['called', 'call'],
  ['x', undefined],
])('%s was perhaps meant as %s', (word, meant) => {
  expect(perhapsMeant(vocabulary, word)).toBe(meant)
})

it.each([
  'same as ever, all good',
  'came by for the rye',
  'new oven is in',
  'Cake for forty ordered',
  'quite happy',
  'careful with nuts',
  'think it over',
  'mailbox, twice',
  'tout va bien',
])('an everyday word is no misspelt one: %s', (note) => {
  expect(perhapsMeant(whole, note.split(' ')[0] ?? '')).toBeUndefined()
})

it.each([
  ['price', 'too high', 'Counted as price, negative. Not so? cl amend --purpose complaint'],
  ['invoice', 'was wrong again', 'Counted as invoice, negative. Not so? cl amend --purpose complaint'],
  ['delivery', 'late again', 'Counted as delivery, neutral. Not so? cl amend --purpose complaint'],
  ['price', 'was fine', 'Counted as price, negative. Not so? cl amend --purpose care'],
  ['delivery', 'was on time', undefined],
  ['invoice', 'for the broken window', undefined],
  ['mend', 'was damaged, is as new', undefined],
  ['delivery', 'refused', 'Counted as delivery, neutral. Not so? cl amend --purpose complaint'],
  ['delivery', '2 boxes short', 'Counted as delivery, neutral. Not so? cl amend --purpose complaint'],
  ['feedback', 'hated the new box', 'Counted as feedback, neutral. Not so? cl amend --purpose complaint'],
  ['sale', 'fell through', 'Counted as sale, neutral. Not so? cl amend --purpose complaint'],
  ['surprise', 'was a disaster', 'Counted as surprise, positive. Not so? cl amend --purpose complaint'],
  ['news', 'prices go up in january', 'Counted as news, positive. Not so? cl amend --purpose price'],
  ['news', 'asked about the price', undefined],
  ['thanks', 'for nothing', 'Counted as thanks, positive. Not so? cl amend --tone ='],
  ['thanks', 'but no thanks', 'Counted as thanks, positive. Not so? cl amend --tone ='],
  [
    'thanks',
    'us but they found another translator',
    'Counted as thanks, positive. Not so? cl amend --purpose complaint',
  ],
  ['thanks', 'for complaining', undefined],
  ['thanks', 'a card: we have not been in touch, and we are sorry', undefined],
  ['reminder', 'vaccination is due', 'Counted as reminder, negative. Not so? cl amend --purpose news'],
  ['reminder', 'of the service bill', undefined],
  ['reminder', 'of october', undefined],
  ['reminder', 'of tomorrow', 'Counted as reminder, negative. Not so? cl amend --purpose news'],
  ['price', 'list sent', 'Counted as price, negative. Not so? cl amend --purpose sale'],
  ['price', 'cut in january', 'Counted as price, negative. Not so? cl amend --purpose news'],
  ['price', 'up 5 % in january', undefined],
])('a word that begins what was said of it: %s %s', (purpose, note, line) => {
  expect(counted({ purpose: purposeOf(purpose), note })).toBe(line)
  expect(counted({ purpose: purposeOf(purpose), note, tone: '=' })).toBeUndefined()
})

it('bad news beside the words of somebody who was not reached is asked about, too', () => {
  const both =
    'If you did not reach them: cl amend --purpose attempt   If something went wrong: cl amend --purpose complaint'
  expect(counted({ note: 'shop closed, furious' })).toBe(both)
  expect(counted({ note: 'wrong number' })).toBe('If you did not reach them: cl amend --purpose attempt')
})

it.each([
  ['never came', 'complaint'],
  ['nobody home', 'attempt'],
])('a delivery, %s', (note, purpose) => {
  const doubt = `Counted as delivery, neutral. Not so? cl amend --purpose ${purpose}`
  expect(counted({ purpose: purposeOf('delivery'), note })).toBe(doubt)
})
