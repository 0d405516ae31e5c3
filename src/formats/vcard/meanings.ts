/** Several properties have the same day of the year. */
export const yearly: [label: string, names: string[]][] = [
  ['birthday', ['bday']],
  [
    'anniversary',
    ['anniversary', 'x-anniversary', 'x-ms-anniversary', 'x-evolution-anniversary', 'x-kaddressbook-x-anniversary'],
  ],
]

/** Roles and other people have no field of a customer. */
export const named: [title: string, names: string[]][] = [
  ['Title', ['title']],
  ['Role', ['role']],
  ['Spouse', ['x-spouse', 'x-ms-spouse', 'x-evolution-spouse', 'x-kaddressbook-x-spousesname']],
  ['Child', ['x-ms-child', 'x-children']],
  ['Assistant', ['x-assistant', 'x-ms-assistant', 'x-evolution-assistant', 'x-kaddressbook-x-assistantsname']],
  ['Manager', ['x-manager', 'x-ms-manager', 'x-evolution-manager', 'x-kaddressbook-x-managersname', 'x-managersname']],
  ['Profession', ['x-kaddressbook-x-profession']],
  ['Office', ['x-kaddressbook-x-office']],
  ['Web', ['x-evolution-blog-url']],
  ['Business', ['x-wa-biz-name']],
  ['About', ['x-wa-biz-description']],
  ['Hobby', ['hobby']],
  ['Interest', ['interest']],
  ['Expertise', ['expertise']],
  ['Language', ['lang']],
  ['Pronouns', ['pronouns']],
]

/** Somebody can be written to by these services, with their properties in a card. */
export const services: [title: string, names: string[]][] = [
  ['Chat', ['impp', 'x-ms-imaddress']],
  ['Skype', ['x-skype', 'x-skype-username']],
  ['Jabber', ['x-jabber']],
  ['ICQ', ['x-icq']],
  ['AIM', ['x-aim']],
  ['MSN', ['x-msn']],
  ['Yahoo', ['x-yahoo']],
  ['Google Talk', ['x-gtalk', 'x-google-talk']],
  ['QQ', ['x-qq']],
  ['Twitter', ['x-twitter']],
]
