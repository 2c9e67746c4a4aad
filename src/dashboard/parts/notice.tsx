import { signal } from '@preact/signals'
import { ApiFailure } from './api.ts'
import { text } from './text.ts'

interface Notice {
  readonly kind: 'done' | 'failed'
  readonly message: string
  readonly hint?: string | undefined
}

const notice = signal<Notice | null>(null)

/** Says that something was done, to eyes and to screen readers. */
export const tell = (message: string): void => {
  notice.value = { kind: 'done', message }
}

export const forgetNotice = (): void => {
  notice.value = null
}

/** Does what a button promises; a failure is told with its hint. Gives the outcome, or undefined where it failed. */
export const attempt = async <T,>(work: () => Promise<T>, done?: string): Promise<T | undefined> => {
  notice.value = null
  try {
    const outcome = await work()
    if (done) tell(done)
    return outcome
  } catch (error) {
    notice.value = toNotice(error)
    return undefined
  }
}

const toNotice = (error: unknown): Notice => {
  if (!(error instanceof ApiFailure)) return { kind: 'failed', message: String(error) }
  const fields = error.fields.map(({ path, message }) => `${path.replace(/^body\./, '')} ${message}`).join('; ')
  return { kind: 'failed', message: fields ? `${error.message}: ${fields}` : error.message, hint: error.hint }
}

/** Where notices stand; failures interrupt a screen reader, the rest waits its turn. */
export const NoticeArea = () => {
  const { value } = notice
  return (
    <div class="notices">
      <div role="status">{value?.kind === 'done' && <NoticeBox value={value} />}</div>
      <div role="alert">{value?.kind === 'failed' && <NoticeBox value={value} />}</div>
    </div>
  )
}

const NoticeBox = ({ value }: { value: Notice }) => (
  <div class={`notice ${value.kind}`}>
    <p>
      <strong>{value.message}</strong> {value.hint}
    </p>
    <button type="button" class="quiet" aria-label={text.dismiss} onClick={forgetNotice}>
      ✕
    </button>
  </div>
)
