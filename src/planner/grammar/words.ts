/** Word lists of the grammar. Data only: rules are in the files beside it. */

export const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  topmost: 1,
  uppermost: 1,
  last: -1,
  final: -1,
  bottommost: -1,
  lowermost: -1,
  penultimate: -2,
}

export const NUMBERS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  hundred: 100,
}

/** What an element is called, in the words people use → kinds that grounding knows. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  button: 'button',
  btn: 'button',
  link: 'link',
  hyperlink: 'link',
  tab: 'tab',
  field: 'field',
  input: 'field',
  textbox: 'field',
  textfield: 'field',
  textarea: 'field',
  box: 'box',
  checkbox: 'checkbox',
  tickbox: 'checkbox',
  switch: 'switch',
  toggle: 'switch',
  slider: 'slider',
  stepper: 'slider',
  knob: 'slider',
  dropdown: 'list',
  combobox: 'list',
  list: 'list',
  listbox: 'list',
  menu: 'menu',
  radio: 'radio',
  icon: 'icon',
  symbol: 'icon',
  heading: 'heading',
  header: 'heading',
  headline: 'heading',
  tooltip: 'any',
  element: 'any',
  control: 'any',
}

/** Nouns that name a part of the page: "in the Billing section". */
export const CONTAINER_WORDS: readonly string[] = [
  'section',
  'area',
  'panel',
  'pane',
  'box',
  'card',
  'tile',
  'widget',
  'block',
  'dialog',
  'dialogue',
  'modal',
  'popup',
  'pop-up',
  'window',
  'form',
  'fieldset',
  'group',
  'list',
  'table',
  'grid',
  'toolbar',
  'sidebar',
  'navbar',
  'nav',
  'navigation',
  'menu',
  'header',
  'footer',
  'banner',
  'column',
  'row',
  'line',
  'entry',
  'item',
  'carousel',
  'tab',
  'frame',
  'drawer',
  'accordion',
  'bar',
  'view',
  'queue',
  'board',
  'page',
  'listing',
  'thread',
  'post',
  'heading',
  'category',
]

/** Verbs a clause may begin with, beyond those that the rules name; compromise is asked for the rest. */
export const PLAIN_VERBS: ReadonlySet<string> = new Set(
  `accept acknowledge activate add adjust agree allow apply approve archive assign attach authorize await ban bin block book
bookmark browse buy call cancel change claim clone complete compose compute confirm connect continue convert copy create cut
decline decrease deduct delete deny deselect discard dislike disconnect display do donate download draft drop duplicate edit
eject email empty enable ensure erase escalate exit export extend favourite favorite finish fix flag follow forward generate get
give grant hide hold ignore import increase inspect install invite join jump keep launch leave like load lock log login lower
mail make manage mark maximise maximize merge message minimise minimize modify mute name navigate next order pause pay pin place play
post preview print proceed process promote publish purchase quit raise rate react read reactivate rebook receive record redo
reduce refuse register reject release remove rename renew rent reorder repeat repay replace reply report request resend
reserve reset resize resolve respond restart restore resume retry return review revoke rotate run save scan schedule see send
share ship show shut sign skip snooze star start stop store submit subscribe swap sync take tap terminate test toggle
track transfer translate trash try tweet unarchive unblock undo unfollow unlike unlock unmute unpin unsubscribe update upgrade
upload upvote downvote use validate verify view visit vote watch water withdraw write zoom empty refresh rerun deploy rollback
shuffle loop mention tag untag open pick choose select`.split(/\s+/),
)

/** Verbs that always begin a clause, whatever stands before them. */
export const STRONG_VERBS: ReadonlySet<string> = new Set(
  `click press tap hit push type enter fill choose select pick tick untick check uncheck scroll hover drag open close expand collapse
submit set toggle turn switch go search sort write clear wait focus double-click right-click dismiss append`.split(
    /\s+/,
  ),
)
