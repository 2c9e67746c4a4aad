import type { Frame } from 'puppeteer-core'
import type { FormControl } from '../contract/form.ts'
import type { Deadline } from '../lib/deadline.ts'
import type { Secret } from '../lib/secret.ts'
import type { TakenForms } from './perception/form-capture.ts'
import { frameIdOf, sessionOf } from './puppeteer-inside.ts'
import type { Tab } from './tab.ts'

/** How long a page's own pattern may take over all values, in ms. One that takes longer judges nothing. */
const JUDGING_MS = 500

/** Values that are to go into these fields. */
interface Judging {
  readonly forms: TakenForms
  readonly fields: readonly FormControl[]
  readonly values: readonly Secret[]
  readonly deadline: Deadline
}

/**
 * Which of the values the `pattern` attributes of all the fields take. A page's pattern is matched in the page's own process, in a
 * world that its scripts cannot see, and for a limited time: V8 interrupts a regular expression, JavaScriptCore does not. A pattern that
 * is broken counts for nothing (WHATWG HTML 4.10.5.3.6), as does one that comes to no end.
 */
export const judgeByPatterns = (tab: Tab, { forms, fields, values, deadline }: Judging): Promise<readonly boolean[]> =>
  tab.read(async () => {
    const texts = values.map(value => value.reveal())
    const judged = await Promise.all(
      fields.flatMap(({ ref, pattern }) =>
        pattern === undefined ? [] : [match(forms.target(ref).frame, pattern, texts)],
      ),
    )
    return texts.map((_, at) => judged.every(taken => taken?.[at] ?? true))
  }, deadline)

/** Which of the texts a pattern takes; undefined where it says nothing. */
const match = async (frame: Frame, pattern: string, texts: readonly string[]): Promise<boolean[] | undefined> => {
  const session = sessionOf(frame)
  const world = await session.send('Page.createIsolatedWorld', {
    frameId: frameIdOf(frame),
    worldName: 'chaperone-pattern',
  })
  const given = JSON.stringify([pattern, texts])
  const evaluation = session.send('Runtime.evaluate', {
    expression: `(([pattern, texts]) => { const whole = new RegExp('^(?:' + pattern + ')$', 'v'); return texts.map(text => whole.test(text)) })(${given})`,
    contextId: world.executionContextId,
    timeout: JUDGING_MS,
    returnByValue: true,
  })
  const answer = await evaluation.catch(error => {
    if (/terminated/i.test(String(error))) return undefined
    throw error
  })
  return answer && !answer.exceptionDetails ? answer.result.value : undefined
}
