import { boxOf } from './dom.ts'
import { type FieldState, readFields } from './field-states.ts'
import { allRoots } from './registry.ts'
import { focusedElement } from './state.ts'

/*
 * Whether a reading of the document still tells what is there, so that it need not be made again. It stands until
 * something happens that a reading could depend on: a mutation, an event, an animation; and what neither tells of is
 * looked at anew each time: fields, focus, scrolling, style sheets, and whether and where everything operable shows.
 */
interface Standing {
  readonly key: string
  readonly look: string
  readonly focused: Element | null
  readonly fields: ReadonlyMap<Element, FieldState>
  readonly spots: readonly Spot[]
}

/** An element and where it was in the viewport, x, y, width and height, rounded; and whether nothing hid it by style. */
export interface Spot {
  readonly el: Element
  readonly box: readonly [number, number, number, number]
  readonly shows: boolean
}

const EVENTS =
  `load error resize toggle beforetoggle hashchange popstate fullscreenchange slotchange mouseout mouseleave pointerover transitionrun
  transitionend transitioncancel animationstart animationend animationcancel`.split(/\s+/)

let standing: Standing | undefined

/** To be told of whatever a reading might depend on. */
export function noteChange(): void {
  standing = undefined
}

for (const type of EVENTS) addEventListener(type, noteChange, { capture: true, passive: true })

const HOLLOW = ':is(article, aside, blockquote, div, footer, header, main, nav, p, section, span):empty'
/** A document with more places that could take a shadow root than this is read anew every time. */
const MAX_HOLLOW = 1_000

/** A root of a shadow can be attached without a mutation: where one could be, by whether it is there and what room it takes. */
function hollowPlaces(): string | undefined {
  const places = allRoots().flatMap(root => [...root.querySelectorAll(HOLLOW)])
  if (places.length > MAX_HOLLOW) return undefined
  return places
    .map(el => {
      const { width, height } = boxOf(el)
      return `${el.shadowRoot ? 1 : 0}${Math.round(width)}x${Math.round(height)}`
    })
    .join()
}

/** A sheet of another origin keeps its rules to itself. */
function rulesIn(sheet: CSSStyleSheet): number {
  try {
    return sheet.cssRules.length
  } catch {
    return -1
  }
}

const sheetsIn = (root: Document | ShadowRoot): string =>
  [...root.styleSheets, ...root.adoptedStyleSheets].map(sheet => `${sheet.disabled ? 'off' : rulesIn(sheet)}`).join()

const isAnimated = (root: Document | ShadowRoot): boolean =>
  root.getAnimations().some(animation => animation.playState === 'running')

/** What the document looks like by and large; undefined where it is moving, or not yet what it will be. */
function lookOf(head: string): string | undefined {
  const roots = allRoots()
  if (roots.some(isAnimated) || roots.some(root => root.querySelector(':not(:defined)'))) return undefined
  const hollow = hollowPlaces()
  return hollow === undefined ? undefined : `${head} ${roots.map(sheetsIn).join(';')} ${hollow}`
}

/** Remembers a reading. `head`: what it says of the document as a whole. */
export function keepStanding(key: string, head: string, spots: readonly Spot[]): void {
  const look = lookOf(head)
  if (look === undefined) return
  standing = { key, look, focused: focusedElement(), fields: readFields(), spots }
}

const shows = (el: Element): boolean =>
  Element.prototype.checkVisibility.call(el, { opacityProperty: true, visibilityProperty: true })

const isStillThere = ({ el, box, shows: showed }: Spot): boolean => {
  const rect = boxOf(el)
  return (
    Math.round(rect.left) === box[0] &&
    Math.round(rect.top) === box[1] &&
    Math.round(rect.width) === box[2] &&
    Math.round(rect.height) === box[3] &&
    shows(el) === showed
  )
}

function isSameFields(before: Standing['fields']): boolean {
  const now = readFields()
  if (now.size !== before.size) return false
  for (const [el, { state }] of now) if (before.get(el)?.state !== state) return false
  return true
}

/** Whether the reading of that key is the last one, and nothing has changed since. */
export function stands(key: string, head: string): boolean {
  if (!standing || standing.key !== key) return false
  return (
    standing.focused === focusedElement() &&
    standing.spots.every(isStillThere) &&
    isSameFields(standing.fields) &&
    standing.look === lookOf(head)
  )
}
