import { type Static, Type } from '@sinclair/typebox'
import { oneOf, wholeNumber } from './field.ts'

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
export const ActionSchema = Type.Object(
  {
    method: Type.Union(ACTION_METHODS.map(method => Type.Literal(method))),
    ref: Type.Optional(Type.String({ maxLength: 32 })),
    role: Type.Optional(Type.String({ maxLength: 64 })),
    name: Type.Optional(Type.String({ maxLength: 2000 })),
    selector: Type.Optional(Type.String({ maxLength: 4000 })),
    arguments: Type.Optional(Type.Array(Type.String({ maxLength: 64_000 }), { maxItems: 100 })),
    confirm: Type.Optional(
      Type.Boolean({ description: 'Say yes to what the page asks back; without it the answer is no.' }),
    ),
  },
  {
    title: 'Action',
    description:
      'One step on the page. A ref is judged by what it stands for on the page, whatever else is claimed of it.',
    examples: [{ method: 'click', ref: 'e12' }],
  },
)

export type Action = Static<typeof ActionSchema> & { method: ActionMethod }

/** Which tier decided an instruction. */
export const PlannerTierSchema = oneOf('embedded', 'cache', 'llm')

/** What asking the configured model cost. */
export const modelUse = { calls: wholeNumber(), input_tokens: wholeNumber(), output_tokens: wholeNumber() }

/** What every metered answer ends with. */
export const receipt = {
  credits_used: wholeNumber({ description: 'By this action.' }),
  credits_remaining: wholeNumber({ description: 'Of the session’s ceiling.' }),
}

/** An element as candidates of a refusal name it. */
export interface Candidate {
  readonly ref: string
  readonly role: string
  readonly name: string
}

/** What an action can change. */
const EFFECT_KINDS = [
  'navigation',
  'dom',
  'value',
  'checked',
  'state',
  'dialog',
  'scroll',
  'request',
  'focus',
  'popup',
  'selection',
  'clipboard',
  'download',
] as const

/** One thing that an action itself changed, e.g. `{ kind: 'value', ref: 'e4', detail: 'checked → unchecked' }`. Never page secrets. */
export interface Effect {
  readonly kind: (typeof EFFECT_KINDS)[number]
  readonly ref?: string
  readonly detail: string
  /** It was done, but the page does not show that it came to what was asked. */
  readonly proven?: false
  /** What would have proven it. */
  readonly missing?: string
}

/** An effect as answers tell it. */
export const EffectSchema = Type.Object(
  {
    kind: oneOf(...EFFECT_KINDS),
    ref: Type.Optional(Type.String()),
    detail: Type.String(),
    proven: Type.Optional(
      Type.Literal(false, { description: 'It was done, but the page does not show that it came to what was asked.' }),
    ),
    missing: Type.Optional(Type.String({ description: 'What would have proven it.' })),
  },
  {
    title: 'Effect',
    description: 'One thing that an action itself changed.',
    examples: [{ kind: 'value', ref: 'e4', detail: 'checked → unchecked' }],
  },
)

/** A dialog that the page opened while something was done, and what it was told. `message` is page text. */
export const DialogSchema = Type.Object(
  {
    type: oneOf('alert', 'confirm', 'prompt', 'beforeunload'),
    message: Type.String({ description: 'What the page asked; empty where the browser asks whether to leave.' }),
    answered: oneOf('accepted', 'dismissed'),
  },
  {
    title: 'Dialog',
    description: 'What the page asked back. It was told no, unless the caller said to confirm.',
    examples: [{ type: 'confirm', message: 'Send without a text?', answered: 'dismissed' }],
  },
)

export type ToldDialog = Static<typeof DialogSchema>

/** An element that something can be done to; as it is, it is an action. */
export const ElementSchema = Type.Object(
  {
    ref: Type.String({ description: 'Names the element as long as its document lives.' }),
    role: Type.String(),
    name: Type.String(),
    description: Type.String(),
    method: Type.String(),
    arguments: Type.Optional(Type.Array(Type.String())),
    selector: Type.String(),
    value: Type.Optional(Type.String()),
  },
  {
    title: 'Element',
    description: 'What something can be done to. As it is, it can be sent to act as its action.',
    examples: [
      {
        ref: 'e12',
        role: 'button',
        name: 'Add to cart',
        description: 'Boston fern, $14',
        method: 'click',
        selector: '#add-2',
      },
    ],
  },
)
