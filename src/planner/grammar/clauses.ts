import type { Language } from '../language.ts'
import { readKeys } from './keys.ts'
import { QUOTE } from './mask.ts'
import { PLAIN_VERBS, STRONG_VERBS } from './words.ts'

const POLITE =
  /^(?:(?:please|kindly|ok(?:ay)?|hey|hi|hello|now|first(?:ly)?(?=,| (?:click|press|open|go|type|enter|fill|tick|check|choose|select))|next(?=,)|finally|lastly|also|and|then|so|just|simply|afterwards|after that|go ahead and|try to|be so kind as to|be sure to|make sure to|don['’]?t forget to|remember to)[,:]?\s+|(?:could|can|would|will) you (?:please |kindly |just |now )*(?:mind )?|(?:i|we)(?:['’]d| would)? (?:like|want|need|love|wish) (?:you )?to |let(?:['’]s| us) |your task is to |(?:i|we) (?:want|need) you to |you (?:should|must|need to|have to) )/i
const POLITE_TAIL =
  /(?:[\s,]+(?:please|thanks|thank you(?: very much)?|for me|if you (?:can|could|would|please|don['’]t mind)|right (?:now|away)|asap))+$/i

/** Takes "could you please", "thanks" and end marks off; values in quotations are masked and safe. */
export const stripPoliteness = (clause: string): string => {
  let text = clause.trim().replace(/(?<!\d|\b[A-Za-z]|\.)[.!?]+$|\?+$|!+$/u, '')
  for (let round = 0; round < 5; round++) {
    const next = text.replace(POLITE, '').replace(POLITE_TAIL, '').trim()
    if (next === text) break
    text = next
  }
  return text.replace(/^[,;:–—-]+\s*/, '').trim()
}

const firstWord = (clause: string): string => /^[\p{L}-]+/u.exec(clause)?.[0] ?? ''

const FOREIGN_VERB =
  /^(?:klicke?|drücke?|öffne|wähle?|gib|trage?|tippe?|setze?|schließe|suche?|haz|pulsa|escribe|elige|selecciona|abre|marca|introduce|busca|clique[zr]?|cliquer|saisi[sr]|saisissez|tape[zr]?|choisi[sr]|choisissez|sélectionne[zr]?|coche[zr]?|ouvre[zr]?|appuie[zr]?|clicca|scrivi|scegli|seleziona|inserisci|apri|klik|kies|typ|vul|lösche?|gehe?|wechsle|aktiviere|deaktiviere|schalte|va|allez|accepte[rz]?|supprime[rz]?|recherche[rz]?|remplis(?:sez)?|renseigne[rz]?|ve|activa|desactiva|elimina|borra|acepta|vai|cancella|cerca|ga|verwijder|zoek|ordena|cambia|publica|guarda|envía|comparte|responde|confirma|añade|quita|cancela|rellena|descarga|reserva|compra|denuncia|sube|imprime|valide[rz]?|publie[rz]?|enregistre[rz]?|envoie|envoye[rz]|partage[rz]?|réponds|répondez|confirme[rz]?|ajoute[rz]?|retire[rz]?|annule[rz]?|télécharge[rz]?|réserve[rz]?|achète|trie[rz]?|speichere?|sende|veröffentliche|teile|antworte|bestätige|füge|entferne|buche|sortiere|drucke|salva|invia|pubblica|condividi|rispondi|conferma|aggiungi|rimuovi|annulla|ordina|bewaar|verstuur|plaats|deel|beantwoord|bevestig|voeg|sorteer)(?![\p{L}\p{N}])/iu

/** Verbs that name a field when a quotation follows: "message <quote>". */
const NOUN_TOO =
  /^(?:message|mail|email|name|tag|comment|note|mark|rate|number|title|subject|address|book|post|display)$/

/** Names of properties that follow each other in a list: "colour Rust, size 41, quantity 2". */
const NEVER_VERB = /^(?:size|colou?r|quantity|amount|price|width|height|weight|length|style|material|model)$/

/** Whether the clause begins with an imperative. */
export const startsWithVerb = (clause: string, language: Language | undefined): boolean => {
  const word = firstWord(clause)
  if (word === '') return false
  const lower = word.toLowerCase()
  if (NOUN_TOO.test(lower) && new RegExp(`^\\S+\\s+${QUOTE}`).test(clause)) return false
  if (STRONG_VERBS.has(lower) || PLAIN_VERBS.has(lower) || FOREIGN_VERB.test(clause)) return true
  if (NEVER_VERB.test(lower)) return false
  const isProper = /^\p{Lu}/u.test(word)
  return !isProper && /\s/.test(clause.trim()) && (language?.startsWithVerb(clause) ?? false)
}

const isStrong = (clause: string): boolean => {
  const word = firstWord(clause).toLowerCase()
  return STRONG_VERBS.has(word) || FOREIGN_VERB.test(clause)
}

const TYPE_VERB = /^(?:type|enter|write|put|input|insert|key in|fill(?: in)?|append|paste)\b/i
const FIELD_TAIL = /\s(?:in|into|as|to|for|with|under|on)\s+\S/i
const SET_VERB = /^(?:set|change|update|adjust|put)\b/i

/** A typing clause that has not named its field yet: what follows may still be its text. */
const isUnfinished = (clause: string): boolean => {
  if (TYPE_VERB.test(clause))
    return !FIELD_TAIL.test(clause) && !new RegExp(QUOTE).test(clause) && !/^(?:fill|enter)\b/i.test(clause)
  return SET_VERB.test(clause) && !/\s(?:to|as|at|on|off|=)\s*\S/i.test(clause)
}

/** `V in F`, `V as F`, `F to V`: a further pair of a list whose verb was said once. */
const continuesPairs = (before: string, piece: string): boolean => {
  const said = new RegExp(
    `^(?:${QUOTE}|[^,]{1,120}?)\\s(as|in|into|to|for|from|under|with|avec|con|mit|dans|en|comme|como|als)\\s+(\\S.*)$`,
    'i',
  ).exec(piece)
  if (said === null) return false
  const preposition = (said[1] ?? '').toLowerCase()
  const family = /^(?:in|into|under)$/.test(preposition) ? '(?:in|into|under)' : preposition
  if (!new RegExp(`\\s${family}\\s`, 'i').test(before)) return false
  if (preposition === 'with') return /^(?:fill|complete|populate)\b/i.test(before)
  if (preposition === 'to') return SET_VERB.test(before) || /^(?:type|enter|put|change|set)\b/i.test(before)
  return (
    /^(?:type|enter|write|put|input|insert|fill|choose|pick|select|set|use)\b/i.test(before) ||
    FOREIGN_VERB.test(before)
  )
}

export interface Clause {
  readonly text: string
  /** The verb was said in an earlier clause. */
  readonly inherits: boolean
  /** What stood between this clause and the one before it. */
  readonly joint: string
}

const JOINT =
  /(\s*;\s*|(?<=[\p{L}\p{N}]{2}|[\uE000-\uE0FF)"'])\.\s+(?=\p{L})|,?\s*\band then\b,?\s+|,?\s*(?:(?<=,)|\s)then\b,?\s+|,\s+(?:and\s+)?(?:after that|afterwards|next|finally),?\s+|,\s*and\s+|,\s+|\s+and\s+|\s+&\s+|\s+[–—-]\s+|:\s+|\s+(?:before|after) (?=\p{L}+ing\b)|\s+(?:puis|und dann|dann|luego|y luego|después|et|und|y|poi)\s+)/iu

const isThen = (joint: string): boolean =>
  /then|after that|afterwards|next|finally|puis|dann|luego|después|poi|;/i.test(joint)

/** Splits a masked sentence where a new imperative begins; commas and "and"s inside names and values stay. */
export const splitClauses = (sentence: string, language: Language | undefined): readonly Clause[] => {
  const pieces = sentence
    .replace(/\bdrag and drop\b/gi, 'drag')
    .replace(/(?:,\s*(?:and\s+)?|\s+and\s+)sorted\s+by\s/gi, ', then sort by ')
    .split(JOINT)
  const clauses: { text: string; inherits: boolean; joint: string }[] = []
  let current = pieces[0] ?? ''
  let open = { inherits: false, joint: '' }
  let head = ''
  for (let at = 1; at + 1 < pieces.length; at += 2) {
    const joint = pieces[at] ?? ''
    const piece = pieces[at + 1] ?? ''
    const bare = stripPoliteness(piece)
    const said = stripPoliteness(current)
    const before = open.inherits ? `${head} ${said}` : said
    const kind = jointKind({ before, piece: bare, joint, verb: startsWithVerb(bare, language) })
    if (kind === 'glue') {
      current += joint + piece
      continue
    }
    if (!open.inherits) head = firstWord(said)
    clauses.push({ text: said, ...open })
    current = piece
    open = { inherits: kind === 'inherit', joint }
  }
  clauses.push({ text: stripPoliteness(current), ...open })
  return clauses.filter(clause => clause.text !== '')
}

interface Seam {
  readonly before: string
  readonly piece: string
  readonly joint: string
  readonly verb: boolean
}

const jointKind = ({ before, piece, joint, verb }: Seam): 'split' | 'inherit' | 'glue' => {
  if (piece === '' || before === '') return 'split'
  if (/^(?:press|hit)\s/i.test(before) && readKeys(piece) !== undefined) return isThen(joint) ? 'inherit' : 'glue'
  if (isThen(joint)) return verb ? 'split' : 'inherit'
  if (/^:\s/.test(joint)) return verb && isStrong(piece) && !SET_VERB.test(before) ? 'split' : 'glue'
  const isLeadingScope = /^(?:in|under|inside|within|on|for|at|below|above|next to|beside)\s/i.test(before)
  if (isLeadingScope && /,/.test(joint)) return 'glue'
  if (isUnfinished(before) && (!isStrong(piece) || FIELD_TAIL.test(piece))) return 'glue'
  if (continuesPairs(before, piece) && !(verb && isStrong(piece))) return 'inherit'
  if (verb) return 'split'
  return 'glue'
}
