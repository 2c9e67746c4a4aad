import type { CDPSession, Protocol } from 'puppeteer-core'
import type { LiveInput } from '../../contract/live.ts'

/** CSS pixels of the picture. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

type KeyMessage = Extract<LiveInput, { type: 'key' }>

const CONTROL_OR_META = 2 | 4
const SHIFT = 8

/**
 * Whether a stroke would paste natively. The contexts of one Chromium share a clipboard, so no such stroke may reach a
 * page; what is pasted comes as text.
 */
export const isNativePaste = ({ key, code, modifiers }: Pick<KeyMessage, 'key' | 'code' | 'modifiers'>): boolean =>
  key === 'Paste' ||
  ((modifiers & CONTROL_OR_META) !== 0 && (key.toLowerCase() === 'v' || code === 'KeyV' || code === 'Insert')) ||
  ((modifiers & SHIFT) !== 0 && (key === 'Insert' || code === 'Insert'))

const MOUSE = { down: 'mousePressed', up: 'mouseReleased', move: 'mouseMoved' } as const
const TOUCH = { start: 'touchStart', move: 'touchMove', end: 'touchEnd', cancel: 'touchCancel' } as const

/** Sends one event of a viewer into a page as trusted input. */
export const dispatchInput = (session: CDPSession, input: LiveInput, size: PictureSize): Promise<unknown> => {
  const at = ({ x, y }: { x: number; y: number }) => ({ x: x * size.width, y: y * size.height })
  switch (input.type) {
    case 'mouse':
      return session.send('Input.dispatchMouseEvent', {
        ...at(input),
        type: MOUSE[input.kind],
        button: input.button,
        buttons: input.buttons,
        clickCount: input.clicks,
        modifiers: input.modifiers,
      })
    case 'wheel': {
      const { dx: deltaX, dy: deltaY, modifiers } = input
      return session.send('Input.dispatchMouseEvent', { ...at(input), type: 'mouseWheel', deltaX, deltaY, modifiers })
    }
    case 'touch':
      return session.send('Input.dispatchTouchEvent', {
        type: TOUCH[input.kind],
        touchPoints:
          input.kind === 'end' || input.kind === 'cancel'
            ? []
            : input.points.map(point => ({ ...at(point), id: point.id })),
        modifiers: input.modifiers,
      })
    case 'text':
      return session.send('Input.insertText', { text: input.text })
    case 'compose':
      return session.send('Input.imeSetComposition', {
        text: input.text,
        selectionStart: input.text.length,
        selectionEnd: input.text.length,
      })
    case 'key':
      return isNativePaste(input) ? Promise.resolve() : session.send('Input.dispatchKeyEvent', toKeyEvent(input))
  }
}

/** The character itself is sent along, so that a stroke means what it meant on the viewer's layout. */
const toKeyEvent = (input: KeyMessage): Protocol.Input.DispatchKeyEventRequest => {
  const { key, code, location, modifiers, repeat: autoRepeat, keyCode } = input
  const event = { key, code, location, modifiers, windowsVirtualKeyCode: keyCode }
  if (input.kind === 'up') return { type: 'keyUp', ...event }
  const text = key === 'Enter' ? '\r' : [...key].length === 1 && (modifiers & CONTROL_OR_META) === 0 ? key : ''
  if (text === '') return { type: 'rawKeyDown', ...event, autoRepeat }
  return { type: 'keyDown', ...event, autoRepeat, text, unmodifiedText: text }
}
