import type { FormCapture, FormControl } from '../contract/form.ts'
import { kindOfButton, saysButton } from './button.ts'
import { speaksOf } from './field.ts'
import type { Scene } from './scene.ts'
import { hasLogout, says } from './signs.ts'
import { toPlain } from './text.ts'

/**
 * Signs that somebody is in, or has an account now, and signs against it, by weight. A way out is proof enough where the
 * form has gone; everything else needs a second and mostly a third sign.
 */
export const WEIGHTS = {
  /** It offers to sign out, and did not before. */
  way_out: 6,
  /** The menu of an account: "My account", "Profile", an avatar. */
  account_menu: 4,
  /** It greets, or speaks of what is one's own. */
  inside_words: 3,
  /** The page is still there, and what asked one to sign in has gone from it. */
  sign_in_gone: 2,
  /** A picture without a word that is called an account or a profile in the code. */
  account_icon: 2,
  /** A short line or a control names the account by its email address or username. */
  account_named: 2,
  form_gone: 2,
  /** At least three controls that were not there before. */
  new_controls: 2,
  /** Another path than the form's page had. */
  moved: 1,
  /** A cookie or stored value is new or has changed. */
  session_changed: 1,
  /** It says that the account was made, is made when a link in a mail was followed, or waits for somebody's approval. */
  created: 8,
  mail_sent: 8,
  account_waits: 8,
  /** The new credential was taken by the sign-in form. */
  signed_in: 6,
  /** Hardly anything is on it. */
  bare: -2,
  busy: -3,
  asks_to_sign_in: -4,
  /** It asks for something else first. */
  asks_for_more: -4,
  says_wrong: -5,
  says_failed: -5,
  /** The document came with a status of 400 or above. */
  http_error: -7,
  /** The form stands there as before, or again in a new document. */
  form_stays: -7,
  form_back: -7,
  /** The new credential was not taken by the sign-in form. */
  sign_in_refused: -8,
  load_failed: -12,
} as const

export type Sign = keyof typeof WEIGHTS

/** One sign, for or against; the weights of an answer's signs add up to what it was judged by. */
export interface Evidence {
  readonly sign: Sign
  readonly weight: number
}

/** The sum from which on it is a success. */
export const ENOUGH = 6

export const toEvidence = (signs: Iterable<Sign>): Evidence[] =>
  [...signs].map(sign => ({ sign, weight: WEIGHTS[sign] }))

export const weigh = (evidence: readonly Evidence[]): number => evidence.reduce((sum, { weight }) => sum + weight, 0)

/** A page of this size is about one thing. */
const SMALL = { controls: 6, text: 700 } as const
const BARE = { controls: 2, text: 400 } as const
const SHORT = { label: 40, line: 160 } as const

const operable = ({ controls }: FormCapture): readonly FormControl[] =>
  controls.filter(({ kind, visible }) => kind !== 'field' && visible)

/** Whether a page says one thing and offers little else. */
export const isSmall = ({ capture }: Scene): boolean =>
  operable(capture).length <= SMALL.controls && capture.text.length < SMALL.text

const isBare = ({ capture }: Scene): boolean =>
  operable(capture).length <= BARE.controls && capture.text.length < BARE.text

/** Whether only a signed-in person is shown what the page has now. */
export const isInside = (scene: Scene): boolean => offersWayOut(scene) || hasMenu(scene)

export const offersWayOut = ({ capture, sent: { before } }: Scene): boolean =>
  (hasLogout(capture.controls) && !hasLogout(before.controls)) ||
  (hasLogout(capture.controls.filter(isSeen)) && !hasLogout(before.controls.filter(isSeen)))

const isSeen = ({ visible }: FormControl): boolean => visible

const newControls = ({ capture, sent }: Scene): FormControl[] => {
  const known = new Set(sent.before.controls.filter(({ visible }) => visible).map(({ label }) => label))
  return capture.controls.filter(({ kind, label }) => kind !== 'field' && !known.has(label))
}

const hasMenu = (scene: Scene): boolean =>
  newControls(scene).some(
    control =>
      control.label.length <= SHORT.label &&
      kindOfButton(control) !== 'login' &&
      (says('menu', control.label) || says('inside', control.label)),
  )

const hasInsideWords = ({ lines, capture, sent }: Scene): boolean => {
  const labels = new Set(capture.controls.map(({ label }) => label))
  const title = capture.title === sent.before.title ? [] : [capture.title]
  return [...lines.filter(line => !labels.has(line) && line.length <= SHORT.line), ...title].some(
    line => says('inside', line) && !isSentenceOfAccount(line),
  )
}

/** "Your account" is a heading; "your account will be …" says anything. */
const isSentenceOfAccount = (line: string): boolean =>
  says('own_account', line) && toPlain(line).split(' ').length > HEADING_WORDS

const HEADING_WORDS = 3

const asksForMore = ({ forms }: Scene): boolean =>
  forms.some(
    ({ form, fields }) =>
      form.region !== 'search' && fields.some(({ kind }) => /^(password|text|otp|phone|birth_date)$/.test(kind)),
  )

/** A control outside a form of its own that says that it leads to signing in. */
const isWayIn = (control: FormControl): boolean =>
  control.label !== '' &&
  control.label.length <= SHORT.label &&
  control.submits === undefined &&
  kindOfButton(control) === 'login'

const asksToSignIn = (capture: FormCapture): boolean => operable(capture).some(isWayIn)

/** How many other controls have to stay for a page to be the same, without its way in. */
const STAYS = 2

const lostItsWayIn = ({ capture, sent }: Scene): boolean => {
  const before = operable(sent.before)
  const labels = new Set(operable(capture).map(({ label }) => label))
  const others = new Set(before.filter(control => control.label !== '' && !isWayIn(control)).map(({ label }) => label))
  return (
    before.some(isWayIn) && !asksToSignIn(capture) && [...others].filter(label => labels.has(label)).length >= STAYS
  )
}

const ICON = /(^| )(account|profile|avatar|usermenu|user menu)( |$)/

const hasIcon = ({ capture, sent }: Scene): boolean => {
  const nameless = (controls: readonly FormControl[]) =>
    controls
      .filter(({ label }) => label.length <= 3)
      .map(({ id, hints }) => toPlain(`${id} ${hints}`))
      .filter(name => ICON.test(name))
  return nameless(operable(capture)).length > nameless(operable(sent.before)).length
}

/** Whether a page says it: in what it is about, or anywhere where it is about one thing. */
export const isAbout = (scene: Scene, says: (text: string) => boolean): boolean =>
  scene.subject.some(says) || (isSmall(scene) && !isInside(scene) && scene.lines.some(says))

/** Where a page is: its path, and what a router keeps behind the hash. */
const pathOf = (url: string): string => `${url.split(/[?#]/)[0]}${/#[!/][^?]*/.exec(url)?.[0] ?? ''}`

/** "Wrong" said of what one signs in with, and not of an invoice. */
export const saysWrong = (line: string): boolean => says('wrong', line) && speaksOfAccount(line)

export const speaksOfAccount = (line: string): boolean => {
  const plain = toPlain(line)
  return saysButton('login', plain) || ACCOUNT.some(word => speaksOf(word, plain))
}

const ACCOUNT = ['password', 'email', 'username', 'account'] as const

/** Every sign that a page shows which stands where a form was. */
export const readSigns = (scene: Scene): Evidence[] => {
  const { capture, sent, around, navigated } = scene
  const inside = isInside(scene)
  const signs: Readonly<Partial<Record<Sign, boolean>>> = {
    way_out: offersWayOut(scene),
    account_menu: hasMenu(scene),
    inside_words: hasInsideWords(scene),
    sign_in_gone: scene.asks === 'nothing' && lostItsWayIn(scene),
    account_icon: hasIcon(scene),
    account_named: around.named.length > 0,
    form_gone: scene.asks === 'nothing',
    new_controls: newControls(scene).filter(({ visible }) => visible).length >= 3,
    moved: pathOf(capture.url) !== pathOf(sent.before.url),
    session_changed: around.changed.length > 0,
    bare: !inside && isBare(scene),
    busy: !inside && isSmall(scene) && scene.lines.some(line => line.length <= 60 && says('busy', line)),
    asks_to_sign_in: !offersWayOut(scene) && scene.asks === 'nothing' && asksToSignIn(capture),
    asks_for_more: !inside && scene.asks === 'nothing' && asksForMore(scene),
    says_wrong: !inside && scene.lines.some(saysWrong),
    says_failed: isAbout(scene, line => says('failed', line)),
    http_error: scene.status >= 400,
    form_stays: scene.asks === 'again' && !navigated,
    form_back: scene.asks === 'again' && navigated,
    load_failed: scene.failed,
  }
  return toEvidence((Object.keys(signs) as Sign[]).filter(sign => signs[sign]))
}
