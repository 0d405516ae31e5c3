import { wordsIn } from '#domain/customers/name.ts'
import { monthNames } from '#domain/days/day.ts'
import type { Vocabulary } from '#domain/touches/vocabulary.ts'

/** Such names are also words, and words in the names of shops: in a title they need not be somebody. */
const common = `amber angel apple april art ash august autumn baker bakery bank barber bay bell berry best bill bird bishop
  black blue bob book brand brook brown buck bud bush business butcher buddy cafe call candy care carpenter carter case cash chance
  chase chef chip christmas church city clay clean clear cliff club coffee cook corner craft crown crystal customer daisy dale dash
  dawn day deal dean delivery design dick dinner doc doctor dolly drew drop duke earl east easter easy eden faith farm fern field fields fisher
  florist flower flowers ford forest fox frank free friday friend garage garden gene gift ginger glen gold goldie good grace grant gray green
  grey grill guy gym hair hall harmony hazel heart heath heather herb hill home honey hope hotel house hunter hutch ice inn iris iron
  ivory ivy jack jade january jasmine jet jewel job joy joyce june justice kaiser king kit kitty koch lake lance lane large
  lark laurel laser law lawn lee lily line lion little long lord love luck lucky lunch major manager marble march mark market
  mars mason max may mayor meadow media meeting melody mercy merry mercury mile miles mill miller minister mint miss moon morning mule
  music nail nature new nice nick noble north nova nutmeg oak ocean office old olive opal order page paige paint park parker parks party pat
  patience pearl peg penny pepper pet phoenix photo pierce piper plumber poppy porter price pride prince print prudence
  queen quick rain rainbow raven ray red reed rental repair rest rice rich rick ridge river rob robin rock rod room rose rosemary
  rowan royal ruby rusty sage sailor salon sandy school scout sea serene service shade shaw shell shop short show sienna silver sky skye
  small smart smith snow sonny south spa spice spring star station sterling stone storm street strong studio style sue summer sun
  sunday sunny supply surf swan sweet swift tab tailor tanner taylor tea team thanks tiger time tower town trade trip trinity tucker
  van victor victory village vine viola violet visit wade walker wall ward water wave weaver web week welcome wells west white
  will willow wine winter wise wolf wood woods word work works world worth yard young zen
  anfang bauer becker besuch blume ende engel ernst essen freund garten glas gold graf grün haus herr herz hof jung kirche klein 
  kunst lang licht linde mai markt meister mittag morgen müller neu papier post rot schneider schule schwarz sommer stein stern
  tag treffen wagner weber wein weiss welt werk winter wolf zimmer
  belle blanc bleu bonjour bureau cher claire court fleur florent jour lundi maison marin midi noel petit place point
  prudent rouge rue soleil vert ville
  alba angel bueno casa cielo cita consuelo cruz dulce flor gracia grande luz mañana mar paz reunion sol soledad vida
  bella bianca bruno buono caro felice fiore giorno marina piazza serena sole vera vita`

const commonWords = new Set(wordsIn(common))

/** `lunch with May`: these words say nothing of somebody else. */
const between = new Set(
  wordsIn(
    'with w and at by for mit bei und für avec chez et pour con en y para da e per met bij voor com med og och hos ja z u i dla se s pro',
  ),
)

/** A name that is also a word can be somebody in a title. */
export class CommonWords {
  readonly #said: Set<string>

  /** @param vocabulary `call May` is as good as `May` */
  constructor({ channels, purposes }: Vocabulary) {
    const spoken = [...channels, ...purposes].flatMap(({ name, also }) => [name, ...also])
    this.#said = new Set([...spoken.flatMap(wordsIn), ...monthNames.flatMap(wordsIn)])
  }

  /** The name is a single common word. */
  includes(name: string): boolean {
    const [word, ...others] = wordsIn(name)
    return word !== undefined && others.length === 0 && (commonWords.has(word) || this.#said.has(word))
  }

  /** Words of the book alone stand beside the name, up to the next sign. */
  standsAlone(name: string, title: string): boolean {
    const [word = ''] = wordsIn(name)
    return title
      .split(/[|,;:()[\]/&+.!?\u2013\u2014]|\s-|-\s/)
      .map((part) => wordsIn(part))
      .some((words) => words.includes(word) && words.every((each) => each === word || this.#isBeside(each)))
  }

  #isBeside(word: string): boolean {
    return between.has(word) || this.#said.has(word)
  }
}
