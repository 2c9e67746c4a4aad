import { type Static, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

/** A place in the picture, as a share of its width and height. */
const Share = Type.Number({ minimum: 0, maximum: 1 })
/** Bits of CDP's Input domain: Alt 1, Control 2, Meta 4, Shift 8. */
const Modifiers = Type.Integer({ minimum: 0, maximum: 15 })
const Distance = Type.Number({ minimum: -10_000, maximum: 10_000 })

/** What the live view's page sends. */
const LiveMessageSchema = Type.Union([
  Type.Object({
    type: Type.Literal('mouse'),
    kind: Type.Union([Type.Literal('down'), Type.Literal('up'), Type.Literal('move')]),
    x: Share,
    y: Share,
    button: Type.Union([Type.Literal('left'), Type.Literal('right'), Type.Literal('none')]),
    buttons: Type.Integer({ minimum: 0, maximum: 3 }),
    clicks: Type.Integer({ minimum: 0, maximum: 3 }),
    modifiers: Modifiers,
  }),
  Type.Object({
    type: Type.Literal('wheel'),
    x: Share,
    y: Share,
    dx: Distance,
    dy: Distance,
    modifiers: Modifiers,
  }),
  Type.Object({
    type: Type.Literal('touch'),
    kind: Type.Union([Type.Literal('start'), Type.Literal('move'), Type.Literal('end'), Type.Literal('cancel')]),
    points: Type.Array(Type.Object({ x: Share, y: Share, id: Type.Integer() }), { maxItems: 10 }),
    modifiers: Modifiers,
  }),
  Type.Object({
    type: Type.Literal('key'),
    kind: Type.Union([Type.Literal('down'), Type.Literal('up')]),
    key: Type.String({ maxLength: 40 }),
    code: Type.String({ maxLength: 40 }),
    keyCode: Type.Integer({ minimum: 0, maximum: 255 }),
    location: Type.Integer({ minimum: 0, maximum: 3 }),
    repeat: Type.Boolean(),
    modifiers: Modifiers,
  }),
  /** Text as it is: pasted, or finished in an input method. */
  Type.Object({ type: Type.Literal('text'), text: Type.String({ maxLength: 200_000 }) }),
  /** Text that an input method still works on. */
  Type.Object({ type: Type.Literal('compose'), text: Type.String({ maxLength: 2_000 }) }),
  Type.Object({ type: Type.Literal('navigate'), url: Type.String({ minLength: 1, maxLength: 8_000 }) }),
  Type.Object({
    type: Type.Union([Type.Literal('back'), Type.Literal('forward'), Type.Literal('reload')]),
  }),
  Type.Object({
    type: Type.Literal('fit'),
    width: Type.Integer({ minimum: 200, maximum: 2_560 }),
    height: Type.Integer({ minimum: 200, maximum: 1_600 }),
  }),
  /** How large the picture is shown, in the viewer's pixels. */
  Type.Object({
    type: Type.Literal('show'),
    width: Type.Integer({ minimum: 1, maximum: 10_000 }),
    height: Type.Integer({ minimum: 1, maximum: 10_000 }),
  }),
  Type.Object({
    type: Type.Literal('dialog'),
    accept: Type.Boolean(),
    text: Type.Optional(Type.String({ maxLength: 10_000 })),
  }),
  /** The option of a native list that was shown; none: it was closed. */
  Type.Object({ type: Type.Literal('choose'), index: Type.Union([Type.Integer(), Type.Null()]) }),
  Type.Object({ type: Type.Union([Type.Literal('take_over'), Type.Literal('hand_back')]) }),
])

export type LiveMessage = Static<typeof LiveMessageSchema>

/** Whether what came over a viewer's socket is a message of ours. */
export const isLiveMessage = (message: unknown): message is LiveMessage => Value.Check(LiveMessageSchema, message)

/** What is sent to the page as JSON; frames are JPEG, in binary messages. */
export type LiveNotice =
  | { readonly type: 'ticket'; readonly ticket: string }
  | { readonly type: 'mode'; readonly driving: boolean; readonly human_login: boolean }
  | { readonly type: 'url'; readonly url: string }
  /** Whether a page that the viewer asked for is still on its way. */
  | { readonly type: 'loading'; readonly loading: boolean }
  /** Of the page, in CSS pixels; the frames that follow are of it all, at whatever resolution. */
  | { readonly type: 'size'; readonly width: number; readonly height: number }
  | { readonly type: 'dialog'; readonly kind: string; readonly message: string; readonly default_text: string }
  | { readonly type: 'dialog_closed' }
  | { readonly type: 'list'; readonly options: readonly ListOption[]; readonly selected: number }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'end'; readonly status: string }

export interface ListOption {
  readonly name: string
  readonly disabled: boolean
}

/** What reaches the page's input. */
export type LiveInput = Extract<LiveMessage, { type: 'mouse' | 'wheel' | 'touch' | 'key' | 'text' | 'compose' }>
