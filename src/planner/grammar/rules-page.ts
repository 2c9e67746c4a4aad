import { readKeys } from './keys.ts'
import { intentOf, type Rule } from './rule.ts'
import { NUMBERS } from './words.ts'

const back: Rule = clause =>
  /^(?:(?:go|navigate|move|return|head|step|get)(?: me)? back(?: (?:a|one) (?:page|step)| to (?:the )?(?:previous|last|prior) (?:page|screen|site))?(?: in (?:the )?(?:browser )?history)?|back|return to (?:the )?(?:previous|last|prior) (?:page|screen)|(?:press|click|use|hit) (?:the )?browser(?:['’]s)? back button)$/i.test(
    clause.text,
  )
    ? intentOf(clause, { verb: 'go_back', word: 'back' })
    : undefined

const forward: Rule = clause =>
  /^(?:go|navigate|move|step) forward(?: (?:a|one) page)?(?: in (?:the )?(?:browser )?history)?$/i.test(clause.text)
    ? intentOf(clause, { verb: 'go_forward', word: 'forward' })
    : undefined

const reload: Rule = clause =>
  /^(?:reload|refresh)(?: (?:the|this|current|whole|entire|browser))*(?: (?:page|tab|site|website|document|browser|window))?$/i.test(
    clause.text,
  )
    ? intentOf(clause, { verb: 'reload', word: 'reload' })
    : undefined

const SCROLL_END = /\b(?:bottom|end)\b|all the way down/i
const SCROLL_START = /\b(?:top|start|beginning)\b|all the way up/i

const scroll: Rule = clause => {
  const said = /^(?:scroll|swipe|page(?=\s+(?:up|down)))\b\s*(.*)$/i.exec(clause.text)
  if (said === null) return undefined
  const rest = said[1] ?? ''
  const base = { verb: 'scroll', word: 'scroll' } as const
  const by = /^(?:(up|down|left|right)\s+)?(?:by\s+)?(\d+)\s*(?:px|pixels?)?(?:\s+(up|down))?$/i.exec(rest)
  if (by !== null)
    return intentOf(clause, { ...base, direction: `by:${/up/i.test(`${by[1]}${by[3]}`) ? '-' : ''}${by[2]}` })
  const inner =
    /^(?:(?:up|down|inside|within|in)\s+)?(?:the\s+)?(.+?)\s+(?:all the way\s+)?(?:(?:down |up )?to (?:the|its)(?: very)? (bottom|end|top|start|beginning)|(up|down|left|right))$/i.exec(
      rest,
    )
  if (inner !== null && !/^(?:page|window|screen|all the way|up|down|back)$/i.test(inner[1] ?? ''))
    return intentOf(clause, { ...base, target: inner[1], direction: endOf(`${inner[2] ?? inner[3]}`) })
  const within = /^(?:(up|down)\s+)?(?:to the (bottom|end|top|start)\s+)?(?:in|inside|within|of)\s+(.+)$/i.exec(rest)
  if (within !== null && !/\b(?:page|window|screen|document|site)$/i.test(within[3] ?? ''))
    return intentOf(clause, { ...base, target: within[3], direction: endOf(within[2] ?? within[1] ?? 'down') })
  if (
    /^(?:(?:all the way|right|back)\s+)?(?:down |up |back )?(?:(?:all the way )?(?:down|up)\s+)?(?:to )?(?:the )?(?:very )?(?:bottom|end|top|start|beginning)?(?: of (?:the |this )?(?:page|screen|window|document|site))?(?: again)?$/i.test(
      rest,
    ) ||
    /^all the way (?:up|down)$/i.test(rest)
  ) {
    const direction = SCROLL_END.test(rest)
      ? 'bottom'
      : SCROLL_START.test(rest)
        ? 'top'
        : /\bup\b/i.test(rest)
          ? 'up'
          : 'down'
    return intentOf(clause, { ...base, direction })
  }
  const sideways =
    /^(?:to the )?(left|right|down|up)(?: a (?:bit|little|page|screen))?(?: on (?:the|this) page)?$/i.exec(rest)
  if (sideways !== null) return intentOf(clause, { ...base, direction: (sideways[1] ?? 'down').toLowerCase() })
  const to =
    /^(?:(?:down|up|back|along)\s+)?(?:until|to|till|so that)\s+(?:you (?:see|find|reach)\s+|(?:i|we) can see\s+)?(.+?)(?:\s+(?:is|are|comes?)(?: in(?:to)?)? (?:visible|view|sight))?$/i.exec(
      rest,
    )
  return intentOf(clause, { ...base, target: to?.[1] ?? rest.replace(/^(?:the )/i, '').replace(/\s+into view$/i, '') })
}

const endOf = (word: string): string => {
  const lower = word.toLowerCase()
  return /bottom|end/.test(lower) ? 'bottom' : /top|start|beginning/.test(lower) ? 'top' : lower
}

const wait: Rule = clause => {
  const said = /^wait(?: here)?(?: (?:for|until|till))?\s*(.*?)$/i.exec(clause.text)
  if (said === null) return undefined
  const rest = (said[1] ?? '').replace(
    /\s+(?:to (?:appear|show(?: up)?|load|be (?:visible|loaded|shown|there))|(?:appears?|shows up|is (?:visible|there|shown|loaded)|has (?:appeared|loaded)|loads|finishes loading|comes up|can be seen))$/i,
    '',
  )
  return intentOf(clause, {
    verb: 'wait_for',
    word: 'wait',
    value: rest.replace(/^(?:the (?:text|words?|message)\s+)/i, ''),
  })
}

const IF_NEEDED = /[\s,]+(?:if|when|where|as) (?:it(?:['’]s| is) )?(?:needed|necessary|required|it helps)$/i

const press: Rule = clause => {
  const text = clause.text.replace(IF_NEEDED, '').replace(/^(?:hit|strike) return$/, 'hit the return key')
  const said = /^(?:press|hit|strike|push|type|use|send|tap|click)\s+(?:on\s+)?(.+)$/i.exec(text)
  const keys =
    said === null ? undefined : readKeys((said[1] ?? '').replace(/^(?:the )?keyboard shortcut\s+/i, 'the shortcut '))
  if (keys === undefined) return undefined
  if (/^(?:type|click|tap)/i.test(text) && !/\bkey\b/i.test(text) && !/^(?:Enter|Escape|Tab)$/.test(keys[0] ?? ''))
    return undefined
  const pressing = intentOf(clause, { verb: 'press', word: 'press', keys })
  return IF_NEEDED.test(clause.text) ? { ...pressing, optional: true } : pressing
}

const drag: Rule = clause => {
  const said =
    /^(?:drag(?: and drop)?|drop|pull)\s+(.+?)\s+(?:and drop (?:it )?)?(?:onto|on to|into|in to|over to)\s+(.+)$/i.exec(
      clause.text,
    ) ??
    /^(?:drag(?: and drop)?|drop|pull)\s+(.+?)\s+(?:(?:and drop (?:it )?)?(?:on|over|to|in))\s+(.+)$/i.exec(clause.text)
  if (said === null || /^[-+−]?[\p{Sc}]?\d/u.test(said[2] ?? '')) return undefined
  return intentOf(clause, { verb: 'drag', word: 'drag', target: said[1], destination: said[2] })
}

const move: Rule = clause => {
  const said = /^(move|file|relocate)\s+(.+?)\s+(?:to|into|onto|under)\s+(.+)$/i.exec(clause.text)
  if (said === null || /^[-+−]?[\p{Sc}]?\d/u.test(said[3] ?? '')) return undefined
  return intentOf(clause, {
    verb: 'move',
    word: 'move',
    target: said[2],
    destination: said[3],
    isWrite: !/^(?:mouse|pointer|cursor|focus)$/i.test((said[2] ?? '').replace(/^the /i, '')),
  })
}

const PAGES =
  /^(?:go|jump|skip|navigate|turn|move|switch|open|show|view|visit|load|get|take me)?(?: me)?(?: back| forward| on)?(?: to)?(?: the)? ?(?:(?:results? )?page(?: (?:number|no\.?|#))? ?#?(\d+|\p{L}+)|(next|previous|prev|first|last|following|preceding) page)(?: of .*)?$/iu

const page: Rule = clause => {
  const said = PAGES.exec(clause.text)
  if (said === null) return undefined
  const number = said[1] === undefined ? undefined : (NUMBERS[said[1].toLowerCase()] ?? Number(said[1]))
  if (number !== undefined && !Number.isInteger(number)) return undefined
  const side = (said[2] ?? '').toLowerCase()
  const direction = /next|following/.test(side) ? 'next' : /prev|preceding/.test(side) ? 'previous' : side
  return intentOf(clause, {
    verb: 'page',
    word: 'go',
    ...(number === undefined ? { direction } : { value: String(number) }),
  })
}

export const PAGE_RULES: readonly Rule[] = [back, forward, reload, scroll, wait, press, page, drag, move]
