import { readTimes } from './keys.ts'
import { QUOTE } from './mask.ts'
import { intentOf, type Rule } from './rule.ts'

const DESCENDING =
  /\b(?:desc(?:ending)?|high(?:est)?(?:er)? (?:first|to low(?:est)?|at the top|on top)|(?:large|big)(?:st|gest|est)? (?:first|to small(?:est)?)|newest(?: first)?|latest(?: first)?|most recent(?: first)?|z(?: |-| to )+a|most expensive(?: first)?|reverse(?:d)?|best first|decreasing)\b|↓/i
const ASCENDING =
  /\b(?:asc(?:ending)?|low(?:est)?(?:er)? (?:\w+ )?(?:first|to high(?:est)?)|small(?:est)? (?:first|to (?:large|big)\w*)|oldest(?: first)?|earliest(?: first)?|a(?: |-| to )+z|cheapest(?: first)?|alphabetical(?:ly)?|increasing)\b|↑/i

const directionOf = (text: string): 'ascending' | 'descending' | undefined =>
  DESCENDING.test(text) ? 'descending' : ASCENDING.test(text) ? 'ascending' : undefined

const sort: Rule = clause => {
  const said = /^(?:sort|order|arrange|rank)(?:\s+(.+?))?\s+(?:by|on|according to)\s+(.+)$/i.exec(clause.text)
  const first =
    /^(?:show|list|display|put|see)(?: me)?\s+(?:(?:the )?\S+ with )?(?:the )?((?:newest|oldest|latest|cheapest|most \w+|best[- ]rated|highest[- ]rated|lowest[- ]rated)(?:\s+\S+){0,3}?)\s+(?:first|(?:at|on) (?:the )?top)$/i.exec(
      clause.text,
    )
  if (first !== null) {
    const key = `${first[1]} first`
    const direction = directionOf(key)
    return intentOf(clause, { verb: 'sort', word: 'sort', target: key, value: key, ...(direction && { direction }) })
  }
  const bare = said === null ? /^(?:sort|order|arrange)\s+(.+)$/i.exec(clause.text) : null
  if (said === null && (bare === null || directionOf(bare[1] ?? '') === undefined || /^order\b/i.test(clause.text)))
    return undefined
  const key = said?.[2] ?? bare?.[1] ?? ''
  const direction = directionOf(key)
  const clean = key
    .replace(
      /[\s,(]*(?:in )?(?:the )?(?:descending|ascending|desc|asc|reversed?|increasing|decreasing)(?: order)?\)?/i,
      '',
    )
    .replace(/\s+(?:column|field)$/i, '')
  const short = clean.replace(
    /[,\s(]+(?:from )?(?:high(?:est)?|low(?:est)?|larg(?:e|est)|small(?:est)?|new(?:est)?|old(?:est)?|a|z|big(?:gest)?|latest|earliest|cheapest)(?: to (?:high(?:est)?|low(?:est)?|large(?:st)?|small(?:est)?|a|z)| first|-z|-a)?\)?$/i,
    '',
  )
  return intentOf(clause, {
    verb: 'sort',
    word: 'sort',
    target: short || clean,
    value: key,
    ...(direction === undefined ? {} : { direction }),
  })
}

const filter: Rule = clause => {
  const said =
    /^(filter|narrow(?: down)?|limit|restrict|refine)\s+(?:((?!by|to|on|for)\S.*?)\s+)?(?:by|to|on|down to|for)\s+(.+)$/i.exec(
      clause.text,
    )
  if (said !== null) return intentOf(clause, { verb: 'filter', word: 'filter', target: said[3] })
  const only =
    /^(?:show|display|list|see|view)(?: me)?(?: only| just)\s+(.+)$/i.exec(clause.text) ??
    /^(?:only|just) (?:show|display|list)(?: me)?\s+(.+)$/i.exec(clause.text)
  const what = (only?.[1] ?? '').replace(
    /^(?:what(?:['’]s| is)|(?:the )?(?:ones|those|things|items)(?: (?:that|which) (?:are|have))?)\s+(?:(?:on|in|with)\s+)?/i,
    '',
  )
  return only === null ? undefined : intentOf(clause, { verb: 'filter', word: 'show', target: what })
}

const FIELD_TAIL =
  /\s+(?:in|using|with|via|through|on)\s+(?:the\s+)?((?:\S+\s+){0,3}(?:search|find)(?:\s+(?:\S+\s+)?(?:box|field|bar|input|form))?(?:\s.*)?)$/i

/** "search by author for V": what the list beside the search field is to be set to first. */
const searchBy: Rule = clause => {
  const said = /^(?:search|look|find)\s+by\s+(?:the\s+)?(.+?)\s+(?:for|=|:)\s+(.+)$/i.exec(clause.text)
  if (said === null) return undefined
  return intentOf(clause, { verb: 'search', word: 'search', value: said[2] ?? '', destination: said[1] })
}

const search: Rule = clause => {
  const said = /^(search|look|hunt)(?:\s+(?:through |in |on |the |this |within |around )*(.+?))?\s+for\s+(.+)$/i.exec(
    clause.text,
  )
  const look = /^(?:look up|google)\s+(.+)$/i.exec(clause.text)
  const find = /^(find|search)\s+(.+)$/i.exec(clause.text)
  if (said === null && look === null && find === null) return undefined
  const rest = said?.[3] ?? look?.[1] ?? find?.[2] ?? ''
  const tail = FIELD_TAIL.exec(rest)
  const value = tail === null ? rest : rest.slice(0, tail.index)
  const quoted = new RegExp(`^.*?(${QUOTE}).*$`).exec(value)
  const where = tail?.[1] ?? said?.[2]
  return intentOf(clause, {
    verb: 'search',
    word: said === null ? (find?.[1] ?? 'look up') : 'search',
    value: quoted?.[1] ?? value,
    ...(where === undefined ? {} : { target: where }),
    ...(said === null && look === null ? { mixed: clause.text } : {}),
  })
}

const hover: Rule = clause => {
  const said =
    /^(?:hover|mouse ?over|(?:move|put|place|point)(?: (?:the|your) (?:mouse|pointer|cursor))|point)(?: (?:the|your) (?:mouse|pointer|cursor))?(?:\s+(?:on|over|at|to|above|onto))?\s+(.+)$/i.exec(
      clause.text,
    )
  if (said !== null) return intentOf(clause, { verb: 'hover', word: 'hover', target: said[1] })
  const tip =
    /^(?:show|reveal|display|see|bring up)(?: me)? (?:the )?tool-?tip(?:\s+(?:about|for|of|on|over|next to|beside))?\s+(.+)$/i.exec(
      clause.text,
    )
  return tip === null ? undefined : intentOf(clause, { verb: 'hover', word: 'hover', target: tip[1] })
}

const DOUBLE = /^(?:double[- ]?(?:click|tap))(?:\s+(?:on|at))?\s+(.+)$/i
const RIGHT = /^(?:right[- ]?click|context[- ]?click|secondary[- ]?click)(?:\s+(?:on|at))?\s+(.+)$/i
const CONTEXT_MENU = /^(?:open|show|bring up)\s+(?:the\s+)?(?:context|right-click) menu\s+(?:of|for|on)\s+(.+)$/i

const clicks: Rule = clause => {
  const double = DOUBLE.exec(clause.text)
  if (double !== null) return intentOf(clause, { verb: 'double_click', word: 'double-click', target: double[1] })
  const right = RIGHT.exec(clause.text) ?? CONTEXT_MENU.exec(clause.text)
  return right === null ? undefined : intentOf(clause, { verb: 'right_click', word: 'right-click', target: right[1] })
}

const SURE =
  /^(?:make sure|ensure|see to it|verify|check)(?: that)?\s+(.+?)\s+(?:is|are|has been|gets)\s+(?:switched |turned |set to )?(on|off|checked|ticked|selected|enabled|disabled|unchecked|unticked|deselected|activated|deactivated|active|inactive|expanded|collapsed|open|closed)$/i
const isOff = (word: string): boolean =>
  (/^(?:off|un|dis|de)/i.test(word) && !/^des/i.test(word)) || /^(?:deselect|inactive)/i.test(word)

const onOff: Rule = clause => {
  const sure = SURE.exec(clause.text)
  if (sure !== null) {
    const state = sure[2] ?? ''
    if (/^(?:expanded|open)$/i.test(state)) return intentOf(clause, { verb: 'expand', word: 'expand', target: sure[1] })
    if (/^(?:collapsed|closed)$/i.test(state))
      return intentOf(clause, { verb: 'collapse', word: 'collapse', target: sure[1] })
    return intentOf(clause, {
      verb: isOff(state) ? 'uncheck' : 'check',
      word: 'turn',
      on: !isOff(state),
      target: sure[1],
    })
  }
  const turn = /^(?:turn|switch|toggle|set|flip|put)\s+(on|off)\s+(.+)$/i.exec(clause.text)
  const turned =
    /^(?:turn|switch|toggle|set|flip|put)\s+(.+?)\s+(?:to\s+)?(on|off)((?:\s+(?:in|under|for|on)\s+.+)?)$/i.exec(
      clause.text,
    )
  const side = turn?.[1] ?? turned?.[2]
  if (side !== undefined) {
    const target = turn?.[2] ?? `${turned?.[1] ?? ''}${turned?.[3] ?? ''}`
    return intentOf(clause, {
      verb: /off/i.test(side) ? 'uncheck' : 'check',
      word: 'turn',
      on: !/off/i.test(side),
      target,
    })
  }
  const able = /^(enable|disable|activate|deactivate|mute|unmute)\s+(.+)$/i.exec(clause.text)
  if (able === null || /^(?:un)?mute/i.test(able[1] ?? '')) return undefined
  const off = /^(?:disable|deactivate)$/i.test(able[1] ?? '')
  return intentOf(clause, { verb: off ? 'uncheck' : 'check', word: able[1] ?? '', on: !off, target: able[2] })
}

const REFERS_BACK = /^(?:it|this|that|them|these|those|(?:the|that|this) (?:box|checkbox|one|option|switch|field))$/i

const ticking: Rule = clause => {
  const said =
    /^(tick|check|uncheck|untick|deselect|unselect|unmark|toggle|tick off|check off)(?:\s+(?:off|on))?\s+(.+)$/i.exec(
      clause.text,
    )
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  if (/^check\s+(?:in|out)\b/i.test(clause.text) || /^check (?:if|whether|that|for)\b/i.test(clause.text))
    return undefined
  const verb = word === 'toggle' ? 'toggle' : /^(?:un|de)/.test(word) ? 'uncheck' : 'check'
  return intentOf(clause, { verb, word, target: REFERS_BACK.test(said[2] ?? '') ? '' : said[2] })
}

const folding: Rule = clause => {
  const said = /^(expand|unfold|collapse|fold(?: up)?|minimi[sz]e)\s+(.+)$/i.exec(clause.text)
  if (said === null) return undefined
  const verb = /^(?:expand|unfold)/i.test(said[1] ?? '') ? 'expand' : 'collapse'
  return intentOf(clause, { verb, word: said[1] ?? '', target: said[2] })
}

const closing: Rule = clause => {
  const said = /^(close|dismiss|get rid of|hide|cancel|exit)\s+(.+)$/i.exec(clause.text)
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  const isOverlay =
    /\b(?:dialog(?:ue)?|modal|pop-?up|banner|window|overlay|message|notification|toast|notice|tooltip|drawer|panel|sidebar|menu|cookie|alert|prompt|lightbox|ad|newsletter|snackbar|chat)\b/i.test(
      said[2] ?? '',
    )
  if (!isOverlay && word !== 'dismiss') return undefined
  return intentOf(clause, { verb: 'close', word, target: said[2] })
}

const STEP =
  /^(increase|decrease|raise|lower|increment|decrement|reduce|bump(?: up)?)\s+(.+?)(?:\s+by\s+(\d+|one|two|three|four|five))?$/i

const stepping: Rule = clause => {
  const { rest, times } = readTimes(clause.text)
  const said = /\sto\s+\S+(?:\s*%)?$/i.test(rest) ? null : STEP.exec(rest)
  if (said === null) return undefined
  const by =
    said[3] === undefined
      ? times
      : Number(said[3]) || ({ one: 1, two: 2, three: 3, four: 4, five: 5 } as const)[said[3] as 'one']
  const up = /^(?:increase|raise|increment|bump)/i.test(said[1] ?? '')
  return intentOf(clause, { verb: 'set', word: up ? 'increase' : 'decrease', target: said[2], times: by })
}

const misc: Rule = clause => {
  const focus =
    /^(?:focus|put (?:the )?(?:cursor|caret|focus) (?:in|on|into)|place the cursor (?:in|into))(?:\s+on)?\s+(.+)$/i.exec(
      clause.text,
    )
  if (focus !== null) return intentOf(clause, { verb: 'focus', word: 'focus', target: focus[1] })
  const upload = /^(?:upload|attach)\b\s*(.*)$/i.exec(clause.text)
  if (upload !== null) return intentOf(clause, { verb: 'upload', word: 'upload', target: upload[1] })
  const selectText = /^(?:select|highlight|mark)\s+(?:all (?:of )?)?(?:the )?text(?:\s+(?:of|in|from))?\s+(.+)$/i.exec(
    clause.text,
  )
  if (selectText !== null) return intentOf(clause, { verb: 'select_text', word: 'select', target: selectText[1] })
  const copy = /^copy\s+(?:the )?(?:text|content|contents|value)(?:\s+(?:of|in|from))?\s+(.+)$/i.exec(clause.text)
  return copy === null ? undefined : intentOf(clause, { verb: 'copy', word: 'copy', target: copy[1] })
}

export const WIDGET_RULES: readonly Rule[] = [
  misc,
  clicks,
  hover,
  sort,
  filter,
  onOff,
  ticking,
  folding,
  closing,
  stepping,
]
export const SEARCH_RULES: readonly Rule[] = [searchBy, search]
