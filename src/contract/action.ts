import { type Static, Type } from '@sinclair/typebox'

/**
 * What can be done to an element or to the page. Arguments are strings, in order:
 * fill, append: text · select: one or more option names · set: the wanted value (slider, stepper, date, time, colour) ·
 * press: a key or chord as "Control+Enter", one argument each · scroll: "down" | "up" | "left" | "right" | "top" | "bottom" |
 * "by:<px>"; with a ref and no argument: into view · drag: the ref of the target · wait_for: a text to appear, or none with a ref ·
 * upload is known so that it can be refused by name.
 */
export const ACTION_METHODS = [
  'click',
  'double_click',
  'right_click',
  'hover',
  'focus',
  'fill',
  'append',
  'clear',
  'check',
  'uncheck',
  'select',
  'set',
  'press',
  'scroll',
  'drag',
  'submit',
  'expand',
  'collapse',
  'close',
  'copy',
  'select_text',
  'go_back',
  'go_forward',
  'reload',
  'wait_for',
  'upload',
] as const

export type ActionMethod = (typeof ACTION_METHODS)[number]

/**
 * One step on the page. `ref` names an element of the session's current document; `role` and `name` find it again after
 * the document changed. All three are claims of the caller: guards judge what they resolve to on the page.
 */
export const ActionSchema = Type.Object({
  method: Type.Union(ACTION_METHODS.map(method => Type.Literal(method))),
  ref: Type.Optional(Type.String({ maxLength: 32 })),
  role: Type.Optional(Type.String({ maxLength: 64 })),
  name: Type.Optional(Type.String({ maxLength: 2000 })),
  selector: Type.Optional(Type.String({ maxLength: 4000 })),
  arguments: Type.Optional(Type.Array(Type.String({ maxLength: 64_000 }), { maxItems: 100 })),
})

export type Action = Static<typeof ActionSchema> & { method: ActionMethod }

/** Which tier decided an instruction. */
export type PlannerTier = 'embedded' | 'cache' | 'llm'

/** An element as candidates of a refusal name it. */
export interface Candidate {
  readonly ref: string
  readonly role: string
  readonly name: string
}

/** One thing that an action itself changed, e.g. `{ kind: 'value', ref: 'e4', detail: 'checked → unchecked' }`. Never page secrets. */
export interface Effect {
  readonly kind:
    | 'navigation'
    | 'dom'
    | 'value'
    | 'checked'
    | 'state'
    | 'dialog'
    | 'scroll'
    | 'request'
    | 'focus'
    | 'popup'
    | 'selection'
    | 'clipboard'
    | 'download'
  readonly ref?: string
  readonly detail: string
}
