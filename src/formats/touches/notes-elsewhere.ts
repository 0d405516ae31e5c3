import { patterns, wordSet } from './note-clauses.ts'

// Words of notes in German, French, Spanish, Dutch and Italian: a shop may keep its notes so. `note-clauses.ts` has the words that
// deny one.

/** Words of bad news. */
export const badElsewhere =
  wordSet(`beschwerde beschwerden beschwert reklamation reklamiert verärgert wütend unzufrieden enttäuscht
  storniert gekündigt kündigung kaputt defekt verspätet plainte réclamation mécontent mécontente fâché fâchée
  déçu déçue annulé annulée cassé cassée queja quejas reclamación enfadado enfadada enojado enojada decepcionado decepcionada
  cancelado cancelada roto rota klacht klachten geklaagd boos ontevreden teleurgesteld geannuleerd opgezegd kapot
  reclamo reclami lamentela arrabbiato arrabbiata deluso delusa insoddisfatto insoddisfatta annullato disdetto rotto rotta
  sauer stinksauer abgesagt absage gemeckert meckert schimpft geschimpft falsche falscher falsches falsch fehler fehlerhaft schlecht
  schlechte schlechter mangelhaft ärger genervt konkurrenz schmutzig undicht verloren colère résilié résiliation fâchés erreur
  erreurs remboursement annuler annulation abîmé abîmée mauvais mauvaise déçus canceló molesto molesta error errores reembolso
  devolución malo mala dañado dañada afgezegd fout fouten slecht kwaad terugbetaling vertraagd beschadigd vies errore errori
  disdetta annullata rimborso rovinato rovinata sbagliato sbagliata danneggiato danneggiata pessimo pessima scadente sporco`)

/** Phrases of bad news. */
export const badPhrasesElsewhere =
  patterns(`pas content/pas contents/zu spät/zu teuer/zu lang/zu langsam/en retard/trop tard/trop cher/trop long/marche pas/fonctionne pas
  demasiado tarde/demasiado caro/muy caro/llegó tarde/llegaron tarde/no funciona/su dinero/te laat/te duur/te lang/werkt niet/doet het niet
  in ritardo/troppo caro/non funziona/funktioniert nicht/geht nicht/läuft nicht/passt nicht/klappt nicht/gefällt nicht/schmeckt nicht
  kommt nicht mehr/will nicht mehr/bestellt nicht mehr`)

/** Words that are bad news when they are denied: `nicht zufrieden`. */
export const goodElsewhere =
  wordSet(`zufrieden glücklich pünktlich contente satisfait satisfaite contento contenta satisfecho satisfecha
  tevreden blij soddisfatto soddisfatta`)

/** Phrases of somebody who was not reached. */
export const notReachedElsewhere =
  patterns(`nicht erreicht/nicht erreichbar/nicht ran/nicht abgenommen/hebt nicht ab/niemand da/keiner da/war nicht da/keine antwort/anrufbeantworter/auf band
  pas de réponse/pas répondu/répond pas/pas joignable/injoignable/répondeur/messagerie/laissé un message/no contesta/no contestó
  no responde/no respondió/no coge/buzón de voz/contestador/geen gehoor/niet bereikt/niet bereikbaar/niet opgenomen/neemt niet op
  antwoordapparaat/non risponde/non ha risposto/nessuna risposta/segreteria telefonica/non raggiungibile`)
