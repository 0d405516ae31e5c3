/**
 * Programs put these words before the title of a cancelled meeting: English, German, French, Spanish, Italian, Dutch, Portuguese,
 * Polish, Swedish, Danish, Norwegian, Finnish and Czech.
 */
const words =
  'cancell?ed|called off|abgesagt|abgebrochen|storniert|entf[aä]llt|annul[ée]{1,2}e?|cancelad[oa]|anulad[oa]|' +
  'annullat[oa]|cancellat[oa]|disdett[oa]|geannuleerd|afgezegd|afgelast|odwołan[eaoy]|anulowan[eaoy]|' +
  'inställ[td]|avboka[dt]?|aflyst|annulleret|avlyst|kansellert|peruttu|peruutettu|zrušen[oaáýé]?|stornovan[oaáýé]'

/** Mail programs put these words before the title of a meeting that was answered or sent on: `WG: Abgesagt: …`. */
const sentOn = '(?:(?:re|aw|fw|fwd|wg|tr|rv|sv|vs|vb|i|doorst|enc|odp|pd)\\s*:\\s*)*'

const cancelled = new RegExp(
  `^\\s*${sentOn}[[(*]*(?:${words})(?:\\s*[\\])*]+|\\s*[:!–—-])|[\\[(](?:${words})[\\])]|\\s[–—-]\\s*(?:${words})\\s*$|^\\s*(?:${words})\\s*$`,
  'iu',
)

/** Programs write it before a colon, in brackets, or at the end. */
export const saysCancelled = (title: string): boolean => cancelled.test(title.normalize())

const notWords = 'no[tn]?|never|nicht|ne|pas|niet|não|nie|inte|ej|ikke|ei'
const asState = new RegExp(`^(?:(?!(?:${notWords}) )\\p{L}+ )?(?:${words})(?!\\p{L})`, 'iu')

/** A column of states has nothing but states: `Annulé par le client`, `Customer cancelled`. */
export const isCancelledState = (state: string): boolean => saysCancelled(state) || asState.test(state.normalize())
