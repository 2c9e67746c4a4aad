/** The page half of the form capture, run in an isolated world as part of the page script. */
import type { Captcha, CapturedForm, FormControl, Region } from '../../contract/form.ts'
import { attributeOf, childNodesOf, documentTitle, parentElementOf, readyState, tagOf } from './dom.ts'
import { MAX_ADDRESS } from './facts.ts'
import { flatten, hintsOf, labelOfButton, labelOfField, textBeside, textOf, textOfIds } from './form-label.ts'
import { closestFlat, fieldHostOf, formOwnerOf } from './form-owner.ts'
import { isConcealed, isSeen, isSeenWithLabel } from './form-visibility.ts'
import { documentId, flatParent, mayHideRoot, numberOf, shadowOf } from './registry.ts'

/** What the script gives back for one document, as JSON; `frame` and `ref` are numbered by the caller. */
export interface DocumentForms {
  /** Names the document, as in refs. */
  readonly doc: string
  /** The elements of `controls`, by number. */
  readonly numbers: readonly number[]
  /** How many elements may hold a closed shadow root that is not known yet. */
  readonly suspects: number
  readonly title: string
  readonly ready: DocumentReadyState
  readonly lang: string
  readonly forms: readonly Omit<CapturedForm, 'frame'>[]
  readonly controls: readonly Omit<FormControl, 'frame' | 'ref'>[]
  readonly text: string
  readonly messages: readonly string[]
  readonly headings: readonly string[]
  readonly captchas: readonly Captcha[]
}

interface State {
  readonly suspects: Element[]
  readonly forms: Omit<CapturedForm, 'frame'>[]
  readonly indexes: Map<Element | string, number>
  readonly controls: Omit<FormControl, 'frame' | 'ref'>[]
  readonly elements: Element[]
  readonly roots: ShadowRoot[]
  readonly headings: string[]
  heading: string
}

/** The landmark an element opens, if it opens one. */
function regionOf(el: Element, around: Region): Region {
  const role = attributeOf(el, 'role') ?? ''
  const tag = tagOf(el)
  if (tag === 'dialog' || /^(dialog|alertdialog)$/.test(role) || attributeOf(el, 'aria-modal') === 'true')
    return 'dialog'
  if (tag === 'search' || role === 'search') return 'search'
  if (around === 'dialog') return around
  if (role === 'main' || tag === 'main') return 'main'
  if (role === 'banner' || tag === 'header')
    return tag === 'header' && Element.prototype.closest.call(el, 'main, article, section, form, dialog')
      ? around
      : 'header'
  if (role === 'contentinfo' || tag === 'footer')
    return tag === 'footer' && Element.prototype.closest.call(el, 'main, article, section, form, dialog')
      ? around
      : 'footer'
  if (role === 'navigation' || tag === 'nav') return 'nav'
  if (role === 'complementary' || tag === 'aside') return 'aside'
  return around
}

function readMethod(value: string | null): 'get' | 'post' | 'dialog' {
  const method = (value ?? '').toLowerCase()
  return method === 'post' || method === 'dialog' ? method : 'get'
}

function resolveAction(written: string | null): string {
  try {
    return new URL(written || document.URL, document.baseURI).href.slice(0, MAX_ADDRESS)
  } catch {
    return document.URL
  }
}

/** An element and the three around it. */
function ancestorsOf(el: Element): Element[] {
  const found: Element[] = []
  for (let at: Element | null = el; at && found.length < 4; at = parentElementOf(at)) found.push(at)
  return found
}

function readForm(form: Element, region: Region, state: State): Omit<CapturedForm, 'frame'> {
  const around = ancestorsOf(form)
  const words = around.flatMap(el =>
    el && el.localName !== 'body'
      ? ['id', 'name', 'class', 'role', 'aria-label'].map(name => attributeOf(el, name))
      : [],
  )
  const native = tagOf(form) === 'form'
  const headings = native
    ? [...Element.prototype.querySelectorAll.call(form, 'legend, h1, h2, h3, h4, h5, h6, [role=heading]')]
        .filter(isSeen)
        .slice(0, 4)
    : []
  return {
    action: native ? resolveAction(attributeOf(form, 'action')) : '',
    method: native ? readMethod(attributeOf(form, 'method')) : 'get',
    hints: flatten(native ? words.filter(Boolean).join(' ') : '', 500),
    heading: flatten(headings.map(found => textOf(found)).join(' · '), 300) || state.heading,
    region,
    native,
  }
}

const isDialog = (el: Element): boolean =>
  Element.prototype.matches.call(el, 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true]')

/** Index of the form a control belongs to; fields outside any share one for each dialog or document. */
function formIndexOf(el: Element, region: Region, state: State): number {
  const owner = formOwnerOf(el)
  const key = owner ?? closestFlat(el, isDialog) ?? `outside ${region}`
  const known = state.indexes.get(key)
  if (known !== undefined) return known
  const index = state.forms.push(readForm(owner ?? el, region, state)) - 1
  state.indexes.set(key, index)
  return index
}

/** What an element is to a person who fills in forms; undefined for everything else. */
function kindOf(el: Element): 'field' | 'button' | 'link' | undefined {
  const tag = tagOf(el)
  const role = attributeOf(el, 'role') ?? ''
  if (tag === 'form') return undefined
  if (tag === 'input') {
    const { type } = el as HTMLInputElement
    if (type === 'hidden') return undefined
    return /^(submit|button|image|reset)$/.test(type) ? 'button' : 'field'
  }
  if (tag === 'select' || tag === 'textarea') return 'field'
  if (tag === 'button' || role === 'button' || role === 'tab') return 'button'
  if (tag === 'a') return isPlainLink(el) ? 'link' : 'button'
  if (role === 'link') return 'link'
  if (isButtonElement(el, tag)) return 'button'
  if (role === 'checkbox' || role === 'textbox' || (role === 'combobox' && !el.querySelector('input'))) return 'field'
  if (!/^(div|span|p|label|li|i|b|strong|img|svg)$/.test(tag)) return undefined
  const pressable =
    el.hasAttribute('onclick') ||
    /\b(btn|button|submit)\b|[-_](btn|button|submit)\b/i.test(el.getAttribute('class') ?? '') ||
    (tag !== 'label' && isPointedAt(el))
  if (!pressable) return undefined
  return el.querySelector(OPERABLE) || (el.textContent ?? '').length > 60 ? undefined : 'button'
}

const OPERABLE = 'input, select, textarea, button, a, [role=button]'

/** The outermost element over which the mouse becomes a hand: a script listens, though nothing says so. */
function isPointedAt(el: Element): boolean {
  const around = flatParent(el)
  if (!(el.textContent ?? '').trim() || !around || /^(a|button|label|summary)$/.test(tagOf(around))) return false
  return getComputedStyle(el).cursor === 'pointer' && getComputedStyle(around).cursor !== 'pointer'
}

/** An element of the page's own making that is a button by name, and has none in it. */
function isButtonElement(el: Element, tag: string): boolean {
  if (!/-/.test(tag) || !/\b(button|btn)\b/.test(tag.replaceAll('-', ' '))) return false
  return !el.querySelector(OPERABLE) && !shadowOf(el)?.querySelector(OPERABLE)
}

/** A link that leads somewhere, not one that a script has taken over. */
function isPlainLink(el: Element): boolean {
  const href = el.getAttribute('href')
  return href !== null && href !== '' && !/^(#|javascript:)/i.test(href) && el.getAttribute('role') !== 'button'
}

/** Longest name, identifier or keyword that is read, in characters. */
const MAX_NAME = 200

const written = (el: Element, name: string): string => (attributeOf(el, name) ?? '').slice(0, MAX_NAME)

/** A rule for values; one that is cut short would be another rule. */
const rulesIn = (el: Element, name: string): string | undefined => {
  const rule = attributeOf(el, name)
  return rule === null || rule.length > 2_000 ? undefined : rule
}

function readLimits(el: Element): Partial<FormControl> {
  const input = el as HTMLInputElement
  const number = (value: number | undefined) =>
    value !== undefined && value >= 0 && value < 100_000 ? value : undefined
  const limits: Record<string, unknown> = {
    minLength: number(input.minLength),
    maxLength: number(input.maxLength),
    pattern: rulesIn(el, 'pattern'),
    passwordRules: rulesIn(el, 'passwordrules'),
    checked: /^(checkbox|radio)$/.test(input.type)
      ? input.checked
      : el.getAttribute('role') === 'checkbox'
        ? el.getAttribute('aria-checked') === 'true'
        : undefined,
    options:
      el.localName === 'select'
        ? [...(el as HTMLSelectElement).options]
            .slice(0, 300)
            .map(({ value, text }) => ({ value: value.slice(0, MAX_NAME), text: flatten(text, 80) }))
        : undefined,
  }
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

function readField(el: Element, region: Region, state: State): Omit<FormControl, 'frame' | 'ref'> {
  const input = el as HTMLInputElement
  const { x, y, width, height } = el.getBoundingClientRect()
  const isBox = /^(checkbox|radio)$/.test(input.type) || el.getAttribute('role') === 'checkbox'
  const label = labelOfField(el)
  const host = fieldHostOf(el)
  const attribute = (name: string): string => written(el, name) || (host ? written(host, name) : '')
  const after = textBeside(el, 'after')
  return {
    kind: 'field',
    form: formIndexOf(el, region, state),
    region,
    tag: el.localName.slice(0, MAX_NAME),
    type: el.localName === 'input' ? input.type : written(el, 'role') || el.localName.slice(0, MAX_NAME),
    name: attribute('name'),
    id: attribute('id'),
    autocomplete: attribute('autocomplete').toLowerCase(),
    inputMode: attribute('inputmode').toLowerCase(),
    label,
    placeholder: flatten(input.placeholder || attribute('placeholder'), 200),
    nearby: isBox ? (label ? '' : after) : textBeside(el, 'before') || (label ? '' : after),
    description: flatten([...new Set([textOfIds(el, 'aria-describedby'), isBox ? '' : after])].join(' '), 500),
    hints: hintsOf(el),
    required:
      input.required === true || el.getAttribute('aria-required') === 'true' || host?.hasAttribute('required') === true,
    disabled: el.matches(':disabled') || el.getAttribute('aria-disabled') === 'true',
    readOnly: input.readOnly === true,
    filled: isBox ? false : Boolean(input.value),
    invalid: attribute('aria-invalid') === 'true' || el.matches(':user-invalid'),
    ...readLimits(el),
    visible: isSeenWithLabel(el),
    concealed: isConcealed(el),
    box: { x, y, width, height },
  }
}

function readButton(
  el: Element,
  kind: 'button' | 'link',
  at: { region: Region; state: State },
): Omit<FormControl, 'frame' | 'ref'> {
  const button = el as HTMLButtonElement
  const { x, y, width, height } = el.getBoundingClientRect()
  const owner = formOwnerOf(el)
  const sends = owner && /^(submit|image)$/.test(button.type) && /^(button|input)$/.test(el.localName)
  return {
    kind,
    form: owner || kind === 'button' || closestFlat(el, isDialog) ? formIndexOf(el, at.region, at.state) : -1,
    region: at.region,
    tag: el.localName.slice(0, MAX_NAME),
    type: /^(button|input)$/.test(el.localName) ? button.type : written(el, 'role'),
    name: written(el, 'name'),
    id: written(el, 'id'),
    autocomplete: '',
    inputMode: '',
    label: labelOfButton(el),
    placeholder: '',
    nearby: '',
    description: '',
    hints: hintsOf(el),
    required: false,
    disabled: el.matches(':disabled') || el.getAttribute('aria-disabled') === 'true',
    readOnly: false,
    filled: false,
    invalid: false,
    visible: isSeen(el) || [...el.children].some(isSeen),
    concealed: isConcealed(el),
    box: { x, y, width, height },
    ...(kind === 'link' ? { href: resolveAction(el.getAttribute('href')) } : {}),
    ...(sends
      ? {
          submits: {
            action: resolveAction(el.getAttribute('formaction') ?? attributeOf(owner, 'action')),
            method: readMethod(el.getAttribute('formmethod') ?? attributeOf(owner, 'method')),
          },
        }
      : {}),
  }
}

/** Child elements as they are drawn, read so that a field named `children` is not taken for them. */
function childrenOf(parent: Element | ShadowRoot): Element[] {
  const slotted = parent instanceof HTMLSlotElement ? parent.assignedElements() : []
  return slotted.length > 0 ? slotted : [...childNodesOf(parent)].filter(node => node instanceof Element)
}

/** Walks a tree as it is drawn: a shadow root in place of its host's children, and these where it has a slot for them. */
function walk(parent: Element | ShadowRoot, around: Region, state: State): void {
  for (const el of childrenOf(parent)) {
    if (/^(script|style|template|noscript|head|option)$/.test(tagOf(el)) || state.elements.length >= 1500) continue
    const region = regionOf(el, around)
    if (/^h[1-6]$/.test(tagOf(el)) || attributeOf(el, 'role') === 'heading') noteHeading(el, state)
    const kind = kindOf(el)
    if (kind) {
      state.elements.push(el)
      state.controls.push(kind === 'field' ? readField(el, region, state) : readButton(el, kind, { region, state }))
      if (kind !== 'field' && el.localName !== 'a') continue
    }
    const root = tagOf(el) === 'form' ? null : shadowOf(el) // a form holds no shadow root (DOM 4.8, attachShadow)
    if (!root && tagOf(el) !== 'form' && mayHideRoot(el, el.getBoundingClientRect())) state.suspects.push(el)
    if (root) state.roots.push(root)
    walk(root ?? el, region, state)
  }
}

function noteHeading(el: Element, state: State): void {
  const text = textOf(el)
  if (!text) return
  state.heading = text
  if (state.headings.length < 40 && isSeen(el)) state.headings.push(text)
}

/** Rendered text of the document and of the shadow roots in it, a line a block. */
function readText(roots: readonly ShadowRoot[]): string {
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts
  const own = [...roots].flatMap(root => [...root.children]).map(el => (el as HTMLElement).innerText ?? '')
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts
  return [document.body?.innerText ?? '', ...own].filter(Boolean).join('\n').slice(0, 20_000)
}

/** Rendered texts that look or are marked up like messages. */
function readMessages(roots: readonly ShadowRoot[]): string[] {
  const marked =
    '[role=alert], [role=status], [aria-live=assertive], [aria-live=polite], [class*=error i], [class*=alert i], [class*=invalid i], [class*=danger i], [class*=warning i], [class*=message i], [id*=error i], output, dialog[open], [role=dialog], [role=alertdialog]'
  const texts = [document, ...roots]
    .flatMap(root => [...root.querySelectorAll(marked)])
    .slice(0, 400)
    .filter(el => !/^(html|body|form|input|button|main)$/.test(el.localName) && isSeen(el))
    .map(el => textOf(el, 401))
  return [...new Set(texts.filter(text => text.length > 1 && text.length <= 400))].slice(0, 40)
}

/** Checks of known vendors, and pictures to read off. */
function readCaptchas(): Captcha[] {
  const vendors: [string, string][] = [
    ['recaptcha', '.g-recaptcha, iframe[src*="recaptcha/" i]'],
    ['hcaptcha', '.h-captcha, iframe[src*="hcaptcha.com" i]'],
    ['turnstile', '.cf-turnstile, iframe[src*="challenges.cloudflare.com" i], #challenge-form, #cf-chl-widget'],
    ['arkose', 'iframe[src*="arkoselabs" i], iframe[src*="funcaptcha" i], #FunCaptcha, #arkose'],
    ['geetest', '.geetest_captcha, .geetest_holder, .geetest_radar_tip'],
    ['friendly', '.frc-captcha'],
    ['datadome', 'iframe[src*="captcha-delivery.com" i]'],
    ['aws-waf', 'awswaf-captcha, #captcha-container amzn-captcha-verify-button'],
    [
      'picture',
      'img[src*="captcha" i], img[id*="captcha" i], img[class*="captcha" i], img[alt*="captcha" i], canvas[id*="captcha" i]',
    ],
  ]
  return vendors.flatMap(([vendor, selector]) => {
    const found = [...document.querySelectorAll(selector)].filter(
      el =>
        !el.closest('.grecaptcha-badge') &&
        el.getAttribute('data-size') !== 'invisible' &&
        !/[?&]size=invisible/.test(el.getAttribute('src') ?? ''),
    )
    return found.length > 0 ? [{ vendor, shown: found.some(isSeen) }] : []
  })
}

/** Captures this document as JSON text, with the elements that may hold a closed shadow root not yet handed in. */
export function captureForms(): { json: string; suspects: Element[] } {
  const state: State = {
    suspects: [],
    forms: [],
    indexes: new Map(),
    controls: [],
    elements: [],
    roots: [],
    headings: [],
    heading: '',
  }
  if (document.body) walk(document.body, 'main', state)
  const result: DocumentForms = {
    doc: documentId,
    numbers: state.elements.map(numberOf),
    suspects: state.suspects.length,
    title: documentTitle().slice(0, 500),
    ready: readyState(),
    lang: document.documentElement.lang.toLowerCase().slice(0, 35),
    forms: state.forms,
    controls: state.controls,
    text: readText(state.roots),
    messages: readMessages(state.roots),
    headings: state.headings,
    captchas: readCaptchas(),
  }
  return { json: JSON.stringify(result), suspects: state.suspects }
}
