/*
 * Whether style adds text to an element, `::before` or `::after` it. To ask each element is a good part of a reading; a few
 * rules are looked through sooner. Nothing is kept beyond one reading: no event tells of a rule that is changed.
 */

/** More rules than this are not looked through. */
const MAX_RULES = 400
const PSEUDO = /:(before|after)/i
const EMPTY = new Set(['', 'none', 'normal', '""'])

let plain: Map<Node, boolean> | undefined

/** Runs a reading, in which the document stands still. */
export function whileStill<T>(work: () => T): T {
  plain = new Map()
  try {
    return work()
  } finally {
    plain = undefined
  }
}

/** Whether style may add text to an element; false only where no rule of its tree does. */
export function mayBeAddedTo(el: Element): boolean {
  if (!plain || el.localName === 'q') return true
  const root = el.getRootNode()
  const known = plain.get(root) ?? isPlain(root)
  plain.set(root, known)
  return !known
}

/** A tree without rules that add text. In a shadow tree those of its host's tree may reach in, by `::part` and the like. */
function isPlain(root: Node): boolean {
  if (!(root instanceof Document)) return false
  const left = { rules: MAX_RULES }
  return [...root.styleSheets, ...root.adoptedStyleSheets].every(sheet => sheet.disabled || addsNothing(sheet, left))
}

/** What cannot be looked through may add something: a sheet of another origin, or the last of too many rules. */
function addsNothing(owner: Pick<CSSKeyframesRule, 'cssRules'>, left: { rules: number }): boolean {
  try {
    left.rules -= owner.cssRules.length
    return left.rules >= 0 && [...owner.cssRules].every(rule => isHarmless(rule, left))
  } catch {
    return false
  }
}

function isHarmless(rule: CSSRule, left: { rules: number }): boolean {
  if (rule instanceof CSSStyleRule)
    return (EMPTY.has(rule.style.content) || !PSEUDO.test(rule.selectorText)) && addsNothing(rule, left)
  if (rule instanceof CSSGroupingRule || rule instanceof CSSKeyframesRule) return addsNothing(rule, left)
  if (rule instanceof CSSImportRule) return rule.styleSheet !== null && addsNothing(rule.styleSheet, left)
  if (rule instanceof CSSKeyframeRule || rule instanceof CSSNestedDeclarations) return EMPTY.has(rule.style.content)
  return rule instanceof CSSFontFaceRule || rule instanceof CSSNamespaceRule || rule instanceof CSSPropertyRule
}
