/**
 * Imperatives of German, French, Spanish, Italian and Dutch, rewritten to their English frame; names and values stay as
 * they are, because labels are matched as text in any language.
 */
const FRAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:gib|trage?|tippe?|schreibe?)\s+(.+?)\s+(?:als|bei|unter)\s+(.+?)(?:\s+ein)?$/iu, 'enter $1 as $2'],
  [
    /^(?:gib|trage?|tippe?|schreibe?)\s+(.+?)\s+(?:in|ins|im)\s+(?:das\s+|den\s+|die\s+)?(.+?)(?:\s+ein)?$/iu,
    'enter $1 into $2',
  ],
  [/^(?:wähle?|nimm)\s+(.+?)\s+(?:als|bei|für)\s+(.+?)(?:\s+aus)?$/iu, 'choose $1 as $2'],
  [/^(?:wähle?|nimm)\s+(.+?)\s+(?:unter|in|im|aus)\s+(.+?)(?:\s+aus)?$/iu, 'choose $1 in $2'],
  [/^wähle?\s+(.+?)(?:\s+aus)?$/iu, 'choose $1'],
  [/^(?:setze?)\s+(.+?)\s+auf\s+(.+)$/iu, 'set $1 to $2'],
  [/^(?:klicke?|drücke?|tippe?)\s+(?:bitte\s+)?(?:auf\s+)?(.+?)(?:\s+an)?$/iu, 'click $1'],
  [/^öffne\s+(.+)$/iu, 'open $1'],
  [/^schließe\s+(.+)$/iu, 'close $1'],
  [/^(?:suche?)\s+(?:nach\s+)?(.+)$/iu, 'search for $1'],
  [
    /^(?:saisi[rs]|saisissez|tape[rz]?|entre[rz]?|écri[rst]|écrivez)\s+(.+?)\s+(?:dans|en|comme)\s+(.+)$/iu,
    'enter $1 into $2',
  ],
  [/^(?:choisi[rs]|choisissez|sélectionne[rz]?)\s+(.+?)\s+(?:comme|dans|pour)\s+(.+)$/iu, 'choose $1 as $2'],
  [/^(?:choisi[rs]|choisissez|sélectionne[rz]?)\s+(.+)$/iu, 'choose $1'],
  [/^(?:clique[rz]?|appuie[rz]?|appuyez)\s+(?:sur\s+)?(.+)$/iu, 'click $1'],
  [/^coche[rz]?\s+(.+)$/iu, 'check $1'],
  [/^décoche[rz]?\s+(.+)$/iu, 'uncheck $1'],
  [/^ouvre[rz]?\s+(.+)$/iu, 'open $1'],
  [/^ferme[rz]?\s+(.+)$/iu, 'close $1'],
  [/^cherche[rz]?\s+(.+)$/iu, 'search for $1'],
  [/^(?:escrib[ea]|introduce|introduzca|ingresa)\s+(.+?)\s+(?:en|como)\s+(.+)$/iu, 'enter $1 into $2'],
  [/^(?:elige|elija|selecciona|escoge)\s+(.+?)\s+(?:como)\s+(.+)$/iu, 'choose $1 as $2'],
  [/^(?:elige|elija|selecciona|escoge)\s+(.+)$/iu, 'choose $1'],
  [/^(?:haz|haga)\s+cli[ck]\s+(?:en|sobre)\s+(.+)$/iu, 'click $1'],
  [/^(?:pulsa|presiona)\s+(?:en\s+|sobre\s+)?(.+)$/iu, 'click $1'],
  [/^(?:marca)\s+(.+)$/iu, 'check $1'],
  [/^(?:desmarca)\s+(.+)$/iu, 'uncheck $1'],
  [/^abre\s+(.+)$/iu, 'open $1'],
  [/^cierra\s+(.+)$/iu, 'close $1'],
  [/^busca\s+(.+)$/iu, 'search for $1'],
  [/^(?:scrivi|inserisci)\s+(.+?)\s+(?:in|nel|nella|come)\s+(.+)$/iu, 'enter $1 into $2'],
  [/^(?:scegli|seleziona)\s+(.+?)\s+come\s+(.+)$/iu, 'choose $1 as $2'],
  [/^(?:scegli|seleziona)\s+(.+)$/iu, 'choose $1'],
  [/^clicca\s+(?:su\s+)?(.+)$/iu, 'click $1'],
  [/^apri\s+(.+)$/iu, 'open $1'],
  [/^(?:typ|vul)\s+(.+?)\s+(?:in|als)\s+(.+?)(?:\s+in)?$/iu, 'enter $1 into $2'],
  [/^(?:klik|druk)\s+(?:op\s+)?(.+)$/iu, 'click $1'],
  [/^kies\s+(.+?)\s+als\s+(.+)$/iu, 'choose $1 as $2'],
  [/^kies\s+(.+)$/iu, 'choose $1'],
]

/** The clause in its English frame, or as it was. */
export const toEnglishFrame = (clause: string): string => {
  for (const [shape, frame] of FRAMES) if (shape.test(clause)) return clause.replace(shape, frame)
  return clause
}
