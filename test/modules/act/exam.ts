import { createRefTable } from '../../../src/browser/perception/refs.ts'
import { insidesOf, type Tab } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { isAppError } from '../../../src/lib/errors.ts'
import { createAct } from '../../../src/modules/act/service.ts'
import type { Sessions } from '../../../src/modules/sessions/service.ts'
import { createWorker } from '../../../src/worker/worker.ts'

/** One instruction on a page. `want` and `not` are expressions over `S`, what the page noted of what happened to it. */
export interface ExamCase {
  /** 1 one step, 2 scoped or by order, 3 several steps or a widget; `refuse` must not be answered with a success. */
  readonly level: 1 | 2 | 3 | 'refuse'
  readonly say: string
  readonly want?: string
  readonly not?: string
  /** Not mastered yet: must be refused, not claimed. */
  readonly open?: boolean
}

/** What came of a case: `false success` and `wrong element` are the worst. */
export interface ExamRow extends ExamCase {
  readonly page: string
  readonly verdict: 'right' | 'refused' | 'not done' | 'wrong element' | 'false success'
  readonly note: string
}

const LIMIT_MS = 30_000

/** Lets the act service loose on a tab, without the sessions around it. */
export const createExaminee = () => {
  const worker = createWorker({ clock: { now: () => Date.UTC(2026, 10, 24, 12) } })
  return async (tab: Tab, instruction: string): Promise<string> => {
    using deadline = new Deadline(LIMIT_MS)
    const turn = {
      session: { allow_writes: true, context_id: null },
      tab,
      refs: createRefTable(),
      deadline,
      begin() {},
    }
    const sessions = {
      perform: async (_: string, __: object, work: (turn: object) => Promise<{ answer: { action_taken: string } }>) =>
        (await work(turn)).answer,
    } as unknown as Sessions
    const cache = { recall: () => undefined, keep() {}, confirm() {}, forget() {} }
    const act = createAct({ sessions, worker, cache })
    const { action_taken } = await act.run({} as Parameters<typeof act.run>[0], { instruction })
    return action_taken
  }
}

type Examinee = ReturnType<typeof createExaminee>

const holds = async (tab: Tab, expression: string | undefined): Promise<boolean> =>
  expression !== undefined &&
  Boolean(await insidesOf(tab).page.evaluate(`(() => { const S = window.__state; return ${expression} })()`))

/** Sits one case on a fresh copy of its page. */
export const sit = async (
  { page, url, ...asked }: ExamCase & { page: string; url: string },
  { tab, examinee }: { tab: Tab; examinee: Examinee },
): Promise<ExamRow> => {
  using deadline = new Deadline(LIMIT_MS)
  await tab.navigate(url, { deadline })
  let note: string
  let claims = true
  try {
    note = await examinee(tab, asked.say)
  } catch (error) {
    if (!isAppError(error)) throw error
    claims = false
    note = `${error.reason}: ${error.message} ${JSON.stringify(error.detail['candidates'] ?? '')}`
  }
  const row = { page, ...asked, note }
  if (await holds(tab, asked.not)) return { ...row, verdict: 'wrong element' }
  if (asked.level === 'refuse') return { ...row, verdict: claims ? 'false success' : 'right' }
  if (await holds(tab, asked.want)) return { ...row, verdict: claims ? 'right' : 'refused' }
  return { ...row, verdict: claims ? 'not done' : 'refused' }
}
