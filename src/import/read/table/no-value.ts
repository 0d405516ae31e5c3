import { fieldTitled } from './titles.ts'

/** `-`, `n/a`, `k. A.` stand where nothing is known, in any field. */
const signs = /^(?:[-\u2010-\u2015\u2212?._*~/\\]+|#?n\/a|n\.? ?a\.|k\. ?a\.?)$/i

/** Such words stand where nothing is known, in thirteen languages; a formula that finds nothing leaves a 0. */
const words = new Set(
  `0 none null nil unknown unavailable keine kein unbekannt aucun aucune n\u00e9ant inconnu inconnue desconocido desconocida ninguno ninguna
  sconosciuto sconosciuta nessuno nessuna onbekend geen desconhecido desconhecida nenhum nenhuma nieznany nieznana brak ok\u00e4nd saknas ingen ukendt
  ukjent tuntematon nezn\u00e1m\u00fd nezn\u00e1m\u00e1 neuvedeno`.split(/\s+/),
)
const phrases =
  /^(?:not (?:known|available|provided|applicable)|no (?:phone|e-?mail|address|company)|keine? (?:angaben?|e-?mail|telefon|adresse)|nicht (?:bekannt|vorhanden|angegeben)|non (?:renseign\u00e9e?|connu)|sin (?:datos|tel\u00e9fono|correo)|non (?:disponibile|noto)|niet bekend|ei (?:ole|tiedossa))$/i

/** Somebody is called Null, and a note may be one word: it may be what it says in these fields. */
const wordy = new Set(
  'name shown given middle family suffix alias contact customer note tags minutes active'.split(' '),
)

const no = new Set(
  '0 - no n false never unchecked off nein falsch non faux falso nee onwaar não nie fałsz nej falskt falsk nei ei epätosi ne nepravda'.split(
    ' ',
  ),
)

/** The words are in thirteen languages. */
export const saysNo = (text: string): boolean => no.has(text.toLowerCase())

const yes = new Set(
  '1 x y yes true checked on ja wahr oui vrai sí si vero waar sim tak prawda sant sandt kyllä tosi ano pravda'.split(
    ' ',
  ),
)

/** The words are in thirteen languages. */
export const saysYesOrNo = (text: string): boolean => saysNo(text) || yes.has(text.toLowerCase())

/** `Active` and `Inaktiv` say it, and so do yes and no. */
export const saysWhetherActive = (text: string): boolean =>
  saysYesOrNo(text) || /^(?:active|archived)$/.test(fieldTitled(text, 'customers') ?? '')

/** Somebody is no customer any more. */
export const isInactive = (text: string): boolean => saysNo(text) || fieldTitled(text, 'customers') === 'archived'

/** The cell is as if it were empty. */
export function isNoValue(field: string, text: string): boolean {
  // A tone is a sign itself.
  if (text.length > 25 || text === '' || field === 'tone') return false
  if (/\d/.test(text)) return text === '0' && !wordy.has(field)
  return signs.test(text) || (!wordy.has(field) && (words.has(text.toLowerCase()) || phrases.test(text)))
}
