import { signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { text } from './text.ts'

/** Something asked before it is done. */
export interface Question {
  readonly title: string
  readonly body: string
  readonly action: string
  readonly isDanger?: boolean
  readonly field?: {
    readonly label: string
    readonly kind: 'text' | 'password' | 'textarea'
    readonly isRequired?: boolean
  }
}

const asked = signal<{ question: Question; answer: (value: string | null) => void } | null>(null)

/** Asks in a dialog. Gives what was filled in (empty without a field), or null when the person thought better of it. */
export const ask = (question: Question): Promise<string | null> => {
  asked.value?.answer(null)
  const { promise, resolve } = Promise.withResolvers<string | null>()
  asked.value = { question, answer: resolve }
  return promise
}

/** Where `ask` shows its dialog; stands once in the document. */
export const QuestionDialog = () => {
  const current = asked.value
  if (!current) return null
  const close = (value: string | null) => {
    asked.value = null
    current.answer(value)
  }
  return <OpenDialog key={current.question.title + current.question.body} question={current.question} close={close} />
}

interface SharedField {
  readonly id: string
  readonly value: string
  readonly required: boolean
  readonly onInput: (event: { currentTarget: { value: string } }) => void
}

const PlainField = ({ kind, shared }: { kind: 'text' | 'password'; shared: SharedField }) =>
  kind === 'password' ? (
    <input {...shared} type="password" autocomplete="current-password" />
  ) : (
    <input {...shared} type="text" autocomplete="off" />
  )

const OpenDialog = ({ question, close }: { question: Question; close: (value: string | null) => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [value, setValue] = useState('')
  useEffect(() => {
    const { current: element } = dialog
    const opener = document.activeElement
    element?.showModal()
    return () => {
      element?.close() // while it is open everything else is inert and takes no focus
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  const submit = (event: Event) => {
    event.preventDefault()
    close(value)
  }
  const { field } = question
  const shared: SharedField = {
    id: 'question-field',
    value,
    required: field?.isRequired ?? false,
    onInput: ({ currentTarget }) => setValue(currentTarget.value),
  }
  return (
    <dialog ref={dialog} aria-labelledby="question-title" aria-describedby="question-body" onCancel={() => close(null)}>
      <form class="sheet" method="dialog" onSubmit={submit}>
        <h2 id="question-title">{question.title}</h2>
        <p id="question-body">{question.body}</p>
        {field && (
          <label for="question-field">
            {field.label}
            {field.kind === 'textarea' ? (
              <textarea {...shared} rows={3} />
            ) : (
              <PlainField kind={field.kind} shared={shared} />
            )}
          </label>
        )}
        <div class="actions">
          <button type="button" class="secondary outline" onClick={() => close(null)}>
            {text.cancel}
          </button>
          <button type="submit" class={question.isDanger ? 'danger' : ''}>
            {question.action}
          </button>
        </div>
      </form>
    </dialog>
  )
}
