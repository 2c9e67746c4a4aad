import { createMemo } from './still.ts'

/*
 * Whether style adds text to an element, `::before` or `::after` it. To ask each element is a good part of a reading; a few
 * rules are looked through sooner.
 */

/** More rules than this are not looked through. */
const MAX_RULES = 400
const PSEUDO = /:(before|after)/i
const EMPTY = new Set(['', 'none', 'normal', '""'])

/** Whether style may add text to an element; false only where no rule of its tree does. */
export const mayBeAddedTo = (el: Element): boolean => el.localName === 'q' || !isPlainTree(el.getRootNode())

/** A tree without rules that add text. In a shadow tree those of its host's tree may reach in, by `::part` and the like. */
const isPlainTree = createMemo((root): boolean => {
  if (!(root instanceof Document)) return false
  const left = { rules: MAX_RULES }
  return [...root.styleSheets, ...root.adoptedStyleSheets].every(sheet => sheet.disabled || addsNothing(sheet, left))
})

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
