import { useRef, useState } from 'preact/hooks'
import { text } from './text.ts'

/** Something to be copied, with a button that does it. */
export const CopyField = ({
  id,
  label,
  value,
  isLong,
}: {
  id: string
  label: string
  value: string
  isLong?: boolean
}) => {
  const [isCopied, setIsCopied] = useState(false)
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  const copy = async () => {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setIsCopied(true)
    } catch {
      field.current?.focus() // no clipboard without TLS: it is selected, ready for the keyboard
    }
  }
  const shared = { id, ref: field, value, readOnly: true, class: 'code', autocomplete: 'off', spellcheck: false }
  return (
    <div class="copy">
      <label for={id}>{label}</label>
      {isLong ? <textarea {...shared} rows={5} /> : <input {...shared} type="text" />}
      <button type="button" class="secondary" onClick={copy}>
        {isCopied ? text.copied : text.copy}
      </button>
    </div>
  )
}
