import { wordSet } from './note-clauses.ts'

// Words of notes in German, French, Spanish, Dutch and Italian: a shop may keep its notes so. `note-clauses.ts` has the words that
// deny one.

/** Words of bad news. */
export const badElsewhere =
  wordSet(`beschwerde beschwerden beschwert reklamation reklamiert verärgert wütend unzufrieden enttäuscht
  storniert gekündigt kündigung kaputt defekt verspätet plainte réclamation mécontent mécontente fâché fâchée
  déçu déçue annulé annulée cassé cassée queja quejas reclamación enfadado enfadada enojado enojada decepcionado decepcionada
  cancelado cancelada roto rota klacht klachten geklaagd boos ontevreden teleurgesteld geannuleerd opgezegd kapot
  reclamo reclami lamentela arrabbiato arrabbiata deluso delusa insoddisfatto insoddisfatta annullato disdetto rotto rotta`)

/** Phrases of bad news. */
export const badPhrasesElsewhere =
  'pas content/pas contents/zu spät/zu teuer/en retard/trop tard/trop cher/demasiado tarde/demasiado caro/te laat/te duur/in ritardo/troppo caro'.split(
    '/',
  )

/** Words that are bad news when they are denied: `nicht zufrieden`. */
export const goodElsewhere =
  wordSet(`zufrieden glücklich pünktlich contente satisfait satisfaite contento contenta satisfecho satisfecha
  tevreden blij soddisfatto soddisfatta`)

/** Phrases of somebody who was not reached. */
export const notReachedElsewhere =
  `nicht erreicht/nicht erreichbar/nicht ran/nicht abgenommen/hebt nicht ab/niemand da/keiner da/war nicht da/keine antwort/anrufbeantworter/auf band
  pas de réponse/pas répondu/répond pas/pas joignable/injoignable/répondeur/messagerie/laissé un message/no contesta/no contestó
  no responde/no respondió/no coge/buzón de voz/contestador/geen gehoor/niet bereikt/niet bereikbaar/niet opgenomen/neemt niet op
  antwoordapparaat/non risponde/non ha risposto/nessuna risposta/segreteria telefonica/non raggiungibile`
    .split(/\/|\n/)
    .map((phrase) => phrase.trim())
