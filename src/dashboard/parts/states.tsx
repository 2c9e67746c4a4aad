import type { ComponentChildren } from 'preact'
import type { ApiFailure } from './api.ts'
import type { Resource } from './resource.ts'
import { text } from './text.ts'

/** Draws what was read, or that it is on its way, or why it is not there. */
export const Loaded = <T,>({ from, children }: { from: Resource<T>; children: (value: T) => ComponentChildren }) => {
  if (from.value !== undefined)
    return (
      <>
        {from.failure && <Failure failure={from.failure} retry={from.reload} />}
        {children(from.value)}
      </>
    )
  if (from.failure) return <Failure failure={from.failure} retry={from.reload} />
  return (
    <p class="state" aria-busy="true" role="status">
      {text.loading}
    </p>
  )
}

export const Failure = ({ failure, retry }: { failure: ApiFailure; retry: () => void }) => (
  <div class="state failed" role="alert">
    <p>
      <strong>{failure.message}</strong> {failure.hint}
    </p>
    {failure.requestId && <p class="muted">{text.failure.request(failure.requestId)}</p>}
    <button type="button" class="secondary" onClick={retry}>
      {text.retry}
    </button>
  </div>
)

/** What stands where there is nothing yet: what would be here, and how it comes. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state empty">
    <p>
      <strong>{title}</strong>
    </p>
    {children && <p>{children}</p>}
  </div>
)

/** Name and value pairs. */
export const Facts = ({ of }: { of: readonly (readonly [name: string, value: ComponentChildren])[] }) => (
  <dl class="facts">
    {of.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** One row of a table: a key, and a cell for each head. */
export interface Row {
  readonly key: string
  readonly cells: readonly ComponentChildren[]
}

interface TableProps {
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: readonly Row[]
}

/** A table; on narrow screens each row is a block whose cells say their heads. */
export const Table = ({ name, heads, rows }: TableProps) => (
  <table aria-label={name}>
    <thead>
      <tr>
        {heads.map(head => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, cells }) => (
        <tr key={key}>
          {cells.map((cell, index) => (
            <td key={heads[index]} data-head={heads[index]}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

/** A short word about a state; `tone` says how it is meant. */
export const Badge = ({ tone, children }: { tone: 'good' | 'bad' | 'warm' | 'plain'; children: ComponentChildren }) => (
  <span class={`badge ${tone}`}>{children}</span>
)
