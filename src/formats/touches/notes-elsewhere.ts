import { type Clause, patterns, wordSet } from './note-clauses.ts'

// Words of notes in German, French, Spanish, Dutch and Italian: a shop may keep its notes so. `note-clauses.ts` has the words that
// deny one.

/** Words of bad news. */
export const badElsewhere =
  wordSet(`beschwerde beschwerden beschwert reklamation reklamiert verärgert wütend unzufrieden enttäuscht
  storniert stornierte gekündigt kündigung kaputt defekt verspätet plainte réclamation mécontent mécontente fâché fâchée
  déçu déçue annulé annulée cassé cassée queja quejas reclamación enfadado enfadada enojado enojada decepcionado decepcionada
  cancelado cancelada roto rota klacht klachten geklaagd boos ontevreden teleurgesteld geannuleerd opgezegd kapot
  reclamo reclami lamentela arrabbiato arrabbiata deluso delusa insoddisfatto insoddisfatta annullato disdetto rotto rotta
  sauer stinksauer abgesagt absage gemeckert meckert schimpft geschimpft falsche falscher falsches falsch fehler fehlerhaft schlecht
  schlechte schlechter mangelhaft ärger genervt konkurrenz schmutzig undicht verloren colère résilié résiliation fâchés erreur
  erreurs remboursement annuler annulation abîmé abîmée mauvais mauvaise déçus canceló molesto molesta error errores reembolso
  devolución malo mala dañado dañada afgezegd fout fouten slecht kwaad terugbetaling vertraagd beschadigd vies errore errori
  disdetta annullata rimborso rovinato rovinata sbagliato sbagliata danneggiato danneggiata pessimo pessima scadente sporco
  konkurrenten mitbewerber concurrent concurrents concurrence competencia competidor concorrenza concorrente concurrentie
  geweint weint weinte heult heulte pleure pleurait pleuré larmes lloró llora lloraba llorando lágrimas piange piangeva pianto lacrime
  huilde huilt gehuild tranen furieux furieuse furibond furioso furiosa furiosi woedend razend wütende
  raccroché raccrochée colgó riattaccato vergeblich vergebens umsonst
  verwelkt verwelkte welk fané fanée fanés fanées marchito marchita marchitos marchitas appassito appassita appassiti appassite
  verdorben vertrocknet averió averiado averiada avería steinhart keihard unscharf verschwommen flou floue flous floues borroso borrosa
  borrosos borrosas sfocato sfocata sfocate sfocati onscherp wazig droht drohte menace amenaza minaccia dreigt fausse caída caído
  remboursé remboursée rembourser zerbrochen zerbrach zerbrochene kaputtgegangen umgefallen rausgefallen herausgefallen gebroken
  gebarsten rissig tropft quietscht klappert leckt fuit goutte grince gotea chirría perde gocciola cigola lekt druppelt piept kraakt kwijt
  perdimos verspätung versehen gekündigt fehlt fehlen manquent faltan mancano ontbreekt ontbreken offline
  trop troppo demasiado demasiada vergessen oublié oubliée olvidamos olvidó olvidado dimenticato vergeten zurückgezogen unvollständig
  roh crudo cruda crudi rauw annulliert beklagt beklagte quejó quejado quejaba lamentato lamentata lamentava`)

/** Phrases of bad news. */
export const badPhrasesElsewhere =
  patterns(`pas content/pas contents/zu spät/zu teuer/zu lang/zu langsam/en retard/trop tard/trop cher/trop long/marche pas/fonctionne pas
  demasiado tarde/demasiado caro/muy caro/llegó tarde/llegaron tarde/no funciona/su dinero/te laat/te duur/te lang/werkt niet/doet het niet
  in ritardo/troppo caro/non funziona/funktioniert nicht/geht nicht/läuft nicht/passt nicht/klappt nicht/gefällt nicht/schmeckt nicht
  kommt|kommen|will|wollen|bestellt|bestellen nicht wieder|mehr/nie|niemals wieder|mehr $/nicht verlängern/niet verlengen/geld zurück|terug
  plus jamais $/jamais plus $/nunca más|mas $/mai più $/nooit meer|weer $/revient|reviennent|reviendra|reviendront|viendra pas|plus
  no vuelve|volverá|vuelven|viene|funciona|arranca|sirve|abre|cierra|llega|llegó|cuadra/no torna|tornerà|viene|renueva/non rinnova
  komt|komen niet terug|meer/komt|komen niet meer terug/hat|einfach aufgelegt/hing op/en panne/è guasto|guasta|rotto
  wartet|warten noch|immer|seit|schon/attend|attendent toujours|encore|depuis/sigue|siguen esperando|goteando|fallando/sigue|siguen perdiendo agua|aceite|gas|aire/kam|kamen nie|nicht an $/aspetta|aspettano ancora|da
  wacht|wachten nog|al|sinds/colis|paquet|commande .. perdu|perdue/paquete|pedido .. perdido/pacco|ordine .. perso
  dur|dure|durs|dures comme/duro|dura|duros|duras como|come/está|están|estaba mal/klopt niet/soldi indietro/unser|notre|nuestra fehler|faute|culpa
  a|ont renvoyé/nie|niemals bekommen|erhalten|angekommen|geliefert|gekommen/hat|haben .. nie bekommen|erhalten/rien|jamais reçu|arrivé|livré|venu
  ^ < niemand|keiner|personne|nadie|nessuno hat|heeft|l|la|le|les|a|ha|se|ne|avisó|llamó|dijo/nunca llegó|recibió|vino/mai arrivato|arrivata|ricevuto|venuto/nooit ontvangen|aangekomen|gekregen|gekomen/il|lui manque/falta la|el|un|una
  staat|stond weer stil/fermato|fermata|ferma di nuovo`)

/** Words around these that make them good news, or somebody's own: `drei Kilo verloren`, `weint vor Freude`. */
export const harmlessElsewhere =
  patterns(`kilo|kilos|s|kg|pfund < verloren|kwijt|perdu/perde peso|chili/trop|troppo bien|bon|content|contente|gentil|gentille|bello|buono|gentile/rookt|raucht niet|nicht
  geweint|weint|weinte|heult|heulte|pleure|pleurait|pleuré|larmes|lloró|llora|lloraba|llorando|lágrimas|piange|piangeva|pianto|lacrime|huilde|huilt|gehuild|tranen .. freude|glück|joie|bonheur|rire|alegría|felicidad|risa|gioia|felicità|geluk|blijdschap|lachen
  freude|joie|alegría|gioia|geluk geweint|pleuré|llorado|pianto|gehuild`)

const notAtEnd = wordSet('nicht niet pas plus')
/** Words that may stand behind a `not` at the end: `geht nicht richtig`. */
const fullyAtEnd = wordSet('mehr meer richtig goed gut wieder più weer')
/** Verbs of what does not matter, or is not known: `weiß nicht`, `ne se plaint pas`. */
const deniedGladly = wordSet(
  'weiß weiss schadet stört eilt drängt raucht trinkt schmerzt plaint presse gêne dérange sais sait importa so sa urge disturba rookt drinkt preme weet stoort hoeft haast',
)
const isVerb = (not: string, verb: string): boolean =>
  (not === 'non' ? /[aeo]$/ : not === 'pas' || not === 'plus' ? /(?:e|t|ent|a)$/ : /[^n]t$/).test(verb) &&
  !deniedGladly.has(verb) &&
  !badElsewhere.has(verb)

/** True for a clause that ends with a verb that is denied: `hält nicht`, `tient pas`, `non parte`. */
export function endsDenied(clause: Clause): boolean {
  const end = clause.findLastIndex((word) => !fullyAtEnd.has(word))
  const [verb = '', last = ''] = clause.slice(Math.max(0, end - 1), end + 1)
  // In English, `plus` is no `not`: `a nice plus`.
  if (last === 'plus' && !clause.includes('ne')) return false
  return verb === 'non' ? isVerb(verb, last) : notAtEnd.has(last) && isVerb(last, verb)
}

/** Words that are bad news when they are denied: `nicht zufrieden`. */
export const goodElsewhere =
  wordSet(`zufrieden glücklich pünktlich contente satisfait satisfaite contento contenta satisfecho satisfecha
  tevreden blij soddisfatto soddisfatta`)

/** Phrases of somebody who was not reached. */
export const notReachedElsewhere =
  patterns(`nadie contesta|coge|responde/mailbox ran|dran/keiner|niemand geht|ging|nahm ran|dran|ab/personne ne/a sonné/nicht erreicht/nicht erreichbar/nicht ran/nicht abgenommen/hebt nicht ab/niemand da/keiner da/war nicht da/keine antwort/anrufbeantworter/auf band
  pas de réponse/pas répondu/répond pas/pas joignable/injoignable/répondeur/messagerie/laissé un message/no contesta/no contestó
  no responde/no respondió/no coge/buzón de voz/contestador/geen gehoor/niet bereikt/niet bereikbaar/niet opgenomen/neemt niet op
  antwoordapparaat/war|immer|dauernd|ständig|leitung besetzt $/^ < besetzt $/in gesprek $/^ < occupato $/era|sempre|linea occupato|occupata $/était|toujours|ligne occupé|occupée $
  répond jamais/pas là $/está|estaba|estuvo comunicando/no estaba|está $/non c era|è $/was er niet $/non risponde/non ha risposto/nessuna risposta/segreteria telefonica/non raggiungibile`)
