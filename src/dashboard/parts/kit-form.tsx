import { send } from './api.ts'
import { attempt } from './notice.tsx'
import { text } from './text.ts'
import type { Kit } from './wire.ts'

const toNumber = (value: FormDataEntryValue | null): number | null => (value ? Number(value) : null)

const toList = (value: FormDataEntryValue | null): string[] | null => {
  const list = String(value ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean)
  return list.length === 0 ? null : list
}

const APPROVAL: Readonly<Record<string, boolean | null>> = { default: null, true: true, false: false }

/** The policy that the form holds; null takes a limit away. */
const toPolicy = (data: FormData) => ({
  browser: {
    enabled: data.get('enabled') === 'on',
    requiresApproval: APPROVAL[String(data.get('approval'))] ?? null,
    max_sessions: toNumber(data.get('max_sessions')),
    max_credits_per_day: toNumber(data.get('max_credits')),
    allowed_domains: toList(data.get('domains')),
    egress: data.get('egress'),
  },
  vault: { enabled: data.get('vault') === 'on' },
})

/** The fields of a kit's policy. */
export const KitForm = ({ kit }: { kit: Kit }) => {
  const { browser, vault } = kit.primitives_config
  const { fields } = text.users
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const primitives_config = toPolicy(new FormData(event.currentTarget as HTMLFormElement))
    await attempt(() => send('PATCH', `/v1/account-kits/${kit.id}`, { primitives_config }), text.users.saved)
  }
  return (
    <form class="fields" onSubmit={save}>
      <Check id={`${kit.id}-enabled`} name="enabled" label={fields.enabled} isOn={browser.enabled} />
      <Check id={`${kit.id}-vault`} name="vault" label={fields.vault} isOn={vault.enabled} />
      <Choice
        id={`${kit.id}-approval`}
        name="approval"
        label={fields.approval}
        value={String(browser.requiresApproval ?? 'default')}
        options={fields.approvals}
      />
      <Choice
        id={`${kit.id}-egress`}
        name="egress"
        label={fields.egress}
        value={browser.egress ?? 'navigations'}
        options={fields.egressKinds}
      />
      <Count id={`${kit.id}-sessions`} name="max_sessions" label={fields.maxSessions} value={browser.max_sessions} />
      <Count
        id={`${kit.id}-credits`}
        name="max_credits"
        label={fields.maxCredits}
        value={browser.max_credits_per_day}
      />
      <label for={`${kit.id}-domains`}>
        {fields.domains}
        <input
          id={`${kit.id}-domains`}
          name="domains"
          defaultValue={browser.allowed_domains?.join(', ') ?? ''}
          autocomplete="off"
        />
      </label>
      <button type="submit">{text.users.save}</button>
    </form>
  )
}

interface FieldProps {
  readonly id: string
  readonly name: string
  readonly label: string
}

const Check = ({ id, name, label, isOn }: FieldProps & { isOn: boolean }) => (
  <label class="check" for={id}>
    <input id={id} name={name} type="checkbox" defaultChecked={isOn} />
    {label}
  </label>
)

const Count = ({ id, name, label, value }: FieldProps & { value: number | undefined }) => (
  <label for={id}>
    {label}
    <input id={id} name={name} type="number" min={0} step={1} defaultValue={value === undefined ? '' : String(value)} />
  </label>
)

const Choice = ({
  id,
  name,
  label,
  value,
  options,
}: FieldProps & { value: string; options: Record<string, string> }) => (
  <label for={id}>
    {label}
    <select id={id} name={name}>
      {Object.entries(options).map(([option, words]) => (
        <option key={option} value={option} selected={option === value}>
          {words}
        </option>
      ))}
    </select>
  </label>
)
