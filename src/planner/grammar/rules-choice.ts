import { readTimes } from './keys.ts'
import { QUOTE } from './mask.ts'
import { intentOf, type Rule } from './rule.ts'

const CHOOSE = /^(choose|pick|select|opt for|go for|choose|take|make it)(?: out)?\s+(.+)$/i

/** "choose V as F", "select V from F", "pick V for F"; without a field the whole phrase is the target. */
const choosing: Rule = clause => {
  const said = CHOOSE.exec(clause.text)
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  const rest = said[2] ?? ''
  if (word === 'take' && /^(?:me|out|off|away|back)\b/i.test(rest)) return undefined
  const as = /^(.+?)\s+(?:as|from|out of)\s+(.+)$/i.exec(rest)
  if (as !== null && !/^the (?:rows?|lines?|messages?|emails?|items?)\b/i.test(as[1] ?? '')) {
    return intentOf(clause, { verb: 'choose', word, target: rest, value: as[1], destination: as[2] })
  }
  const quoted = new RegExp(`^(.*?)(${QUOTE})\\s+(?:in|for|under|on|at)\\s+(.+)$`, 'i').exec(rest)
  if (quoted !== null)
    return intentOf(clause, { verb: 'choose', word, target: rest, value: quoted[2], destination: quoted[3] })
  const where = /^(.+?)\s+(?:in|for|under|on|at)\s+(.+)$/i.exec(rest)
  if (where !== null)
    return intentOf(clause, { verb: 'choose', word, target: rest, value: where[1], destination: where[2] })
  return intentOf(clause, { verb: 'choose', word, target: rest })
}

const CLICK = /^(click|press|tap|hit|push|activate|use|strike)(?:\s+(?:on|upon|at))?\s+(.+)$/i
const OPEN =
  /^(open(?: up)?|follow|show(?: me)?|view|see|display|visit|access|launch|(?:go|navigate|head|jump|switch|move|proceed|browse|get|turn|come|skip|return)(?: me)?(?: over| back| on)? (?:in)?to|take me to|bring up|bring me to|reveal|unhide|pull up)\s+(.+)$/i

const pressing: Rule = clause => {
  const { rest, times } = readTimes(clause.text)
  const click = CLICK.exec(rest)
  if (click !== null) return intentOf(clause, { verb: 'click', word: click[1] ?? '', target: click[2], times })
  const open = OPEN.exec(rest)
  if (open === null) return undefined
  const word = (open[1] ?? '').toLowerCase().replace(/\s.*$/, '')
  return intentOf(clause, { verb: 'click', word, target: open[2], times, isWrite: false })
}

const submitting: Rule = clause => {
  const said = /^submit(?:\s+(.+))?$/i.exec(clause.text)
  return said === null
    ? undefined
    : intentOf(clause, { verb: 'submit', word: 'submit', target: said[1], isWrite: true })
}

/** Any other imperative: its verb is part of what to look for ("archive the last message"). */
export const anyVerb: Rule = clause => {
  const { rest, times } = readTimes(clause.text)
  const said = /^(\p{L}[\p{L}-]*)(?:\s+(.+))?$/iu.exec(rest)
  if (said === null) return undefined
  const object = (said[2] ?? '').replace(/^(?:it|this|that|them|there|here)$/i, '').replace(/^(?:it|them)\s+/i, '')
  return intentOf(clause, { verb: 'do', word: said[1] ?? '', target: object, times })
}

/** A bare label: "Drafts", "next page". */
export const bareLabel: Rule = clause => intentOf(clause, { verb: 'click', word: '', target: clause.text })

export const CHOICE_RULES: readonly Rule[] = [choosing, pressing, submitting]
