/** Forms of questions in German, French and Spanish as the English ones that are understood; names stay as written. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:[Ww]ie (?:hoch|lang|schwer|groß|lautet|heißt)|[Ww]as|[Ww]elche[rsn]?) ?(?:ist|sind|lautet|beträgt|war)? (?:der|die|das|dein|ihr)? ?(?=\p{Lu})(.+?)\??$/u,
    'what is the $1',
  ],
  [/^liste d(?:es|e|u) (.+?) avec (?:leurs? |l[ea]s? )?(.+)$/i, 'list all $1 with $2'],
  [/^liste d(?:es|e|u) (.+)$/i, 'list all $1'],
  [/^(?:alle|sämtliche) (.+?) mit (.+)$/i, 'all $1 with $2'],
  [
    /^(?:bitte )?(?:liste|zeige?|nenne|gib|extrahiere|hole?)(?: mir)? (?:alle |sämtliche )?(?:der |die |das |den )?(.+?) mit (.+?)(?: auf)?$/i,
    'list all $1 with $2',
  ],
  [
    /^(?:bitte )?(?:liste|zeige?|nenne|gib|extrahiere|hole?)(?: mir)? (?:alle |sämtliche |die )?(.+?)(?: auf)?$/i,
    'list all $1',
  ],
  [
    /^quel(?:le)?s? (?:est|sont|était) (?:l[ea] |les |l['’])?(.+?) (?:du |de la |de l['’]|des )(.+?) ?\??$/i,
    'what is the $1 of the $2',
  ],
  [
    /^(?:liste[rz]?|donne[rz]?|montre[rz]?|extrai[st]|extraire)(?:[- ]moi)? (?:l[ea] |les |l['’])?(.+?) (?:de|pour) (?:chaque|tous les|toutes les) (.+)$/i,
    'list $1 of each $2',
  ],
  [
    /^(?:bitte )?(?:liste|zeige?|nenne|gib|extrahiere|hole?)(?: mir)? (?:de[nrm] |die |das )?(.+?) (?:von|für) (?:jede[mnrs]?|alle[nr]?) (.+?)(?: auf)?$/i,
    'list $1 of each $2',
  ],
  [
    /^(?:lista|muestra|dame|extrae) (?:el |la |los |las )?(.+?) de (?:cada|todos los|todas las) (.+)$/i,
    'list $1 of each $2',
  ],
  [/^quel(?:le)?s? (?:est|sont|était) (?:l[ea] |les |l['’])?(.+?) ?\??$/i, 'what is the $1'],
  [
    /^(?:liste[rz]?|donne[rz]?|montre[rz]?|extrai[st]|extraire)(?:[- ]moi)? (?:de )?(?:tou(?:te)?s )?(?:les |l[ea] |des )?(.+?) avec (?:leurs? |l[ea]s? )?(.+)$/i,
    'list all $1 with $2',
  ],
  [/^(?:liste[rz]?|donne[rz]?|montre[rz]?)(?:[- ]moi)? (?:tou(?:te)?s )?(?:les |l[ea] )?(.+)$/i, 'list all $1'],
  [
    /^(?:lista|muestra|dame|extrae) (?:tod[oa]s )?(?:los |las )?(.+?) con (?:su |sus |el |la )?(.+)$/i,
    'list all $1 with $2',
  ],
  [/^(.+) (?:de|pour) (?:chaque|tous les|toutes les) (.+)$/i, '$1 of each $2'],
  [/^(.+) (?:von|für) (?:jede[mnrs]?|alle[nr]?) (.+)$/i, '$1 of each $2'],
  [/^(.+) de (?:cada|todos los|todas las) (.+)$/i, '$1 of each $2'],
]

/** An instruction with the form of its sentence in English, where it is one of those known. */
export function toEnglishForm(text: string): string {
  const plain = text.replace(/[.!]\s*$/, '')
  const form = FORMS.find(([pattern]) => pattern.test(plain))
  return form ? plain.replace(form[0], form[1]) : text
}
