interface Field {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email'
  readonly maxLength?: number
  readonly isRequired?: boolean
}

interface Props {
  readonly id: string
  readonly title: string
  readonly fields: readonly Field[]
  /** Gets what was filled in, trimmed, without what was left empty; the form is emptied where it gives true. */
  readonly onAdd: (filled: Readonly<Record<string, string>>) => Promise<boolean>
}

const FieldInput = ({ of: { id, name, type, maxLength, isRequired } }: { of: Field }) => {
  const shared = { id, name, maxLength, autocomplete: 'off', required: isRequired ?? false }
  return type === 'email' ? <input {...shared} type="email" /> : <input {...shared} type="text" />
}

/** A section whose one form adds something to the page. */
export const AddForm = ({ id, title, fields, onAdd }: Props) => {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const values = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()] as const)
    if (await onAdd(Object.fromEntries(values.filter(([, value]) => value !== '')))) form.reset()
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <form class="fields" onSubmit={submit}>
        {fields.map(field => (
          <label key={field.id} for={field.id}>
            {field.label}
            <FieldInput of={field} />
          </label>
        ))}
        <button type="submit">{title}</button>
      </form>
    </section>
  )
}
