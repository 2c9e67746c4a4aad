import { AppError } from '../lib/errors.ts'
import type { Ids } from '../lib/ids.ts'

/** Tokens of an answer before the rest waits behind a cursor. */
const PAGE_TOKENS = 1500
/** Answers whose rest is kept, the newest; how much of each, in characters; and for how long, in ms. */
const KEPT_ANSWERS = 16
const KEPT_CHARACTERS = 400_000
const KEPT_MS = 10 * 60_000

/** Tokens of a character, on the high side (o200k): words and the spaces between them, punctuation and digits, anything else. */
const WORD_TOKENS = 0.3
const SIGN_TOKENS = 0.6
const OTHER_TOKENS = 1

const toTokens = (code: number): number => {
  if (code > 127) return OTHER_TOKENS
  return code === 32 || (code > 96 && code < 123) ? WORD_TOKENS : SIGN_TOKENS
}

/** Whose answer it is; nobody else reads on in it. */
export interface PageOwner {
  readonly agentId: string
  readonly sessionId: string
}

interface KeptAnswer extends PageOwner {
  readonly text: string
  readonly until: number
}

export type Pager = ReturnType<typeof createPager>

/** Long answers in pieces: the first at once, the rest from memory for a while, without another look at the page. */
export const createPager = ({ ids, now }: { readonly ids: Pick<Ids, 'token'>; readonly now: () => number }) => {
  const kept = new Map<string, KeptAnswer>()

  const show = (id: string, { text }: Pick<KeptAnswer, 'text'>, from: number): string => {
    const end = findEnd(text, from)
    if (end >= text.length) return text.slice(from)
    return `${text.slice(from, end).trimEnd()}\n(more: cursor "${id}.${end}")`
  }

  return {
    /** The text where it is short, else its first piece with a cursor for the rest. */
    cut(owner: PageOwner, text: string): string {
      if (findEnd(text, 0) >= text.length) return text
      const id = ids.token(9)
      const [oldest] = kept.keys()
      if (kept.size >= KEPT_ANSWERS && oldest !== undefined) kept.delete(oldest)
      const answer = { ...owner, text: text.slice(0, KEPT_CHARACTERS), until: now() + KEPT_MS }
      kept.set(id, answer)
      return show(id, answer, 0)
    },
    /** The piece that a cursor stands for. @throws AppError validation for one that is not known any more, or is another's */
    read(owner: PageOwner, cursor: string): string {
      const [, id = '', from = ''] = /^(.+)\.(\d{1,9})$/.exec(cursor) ?? []
      const answer = kept.get(id)
      const isOurs = answer?.agentId === owner.agentId && answer.sessionId === owner.sessionId && answer.until > now()
      if (!answer || !isOurs)
        throw new AppError('validation', 'the cursor is not known any more: call again without it', {
          fields: [{ path: 'cursor', message: 'is not known any more' }],
        })
      return show(id, answer, Number(from))
    },
  }
}

/** Where a piece that begins at `from` ends: after a line where that leaves it at least half full. */
const findEnd = (text: string, from: number): number => {
  let tokens = 0
  let end = from
  while (end < text.length && tokens < PAGE_TOKENS) {
    tokens += toTokens(text.charCodeAt(end))
    end += 1
  }
  if (end >= text.length) return end
  const line = text.lastIndexOf('\n', end) + 1
  return line > from + (end - from) / 2 ? line : end
}
