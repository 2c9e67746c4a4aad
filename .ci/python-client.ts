import { readFileSync } from 'node:fs'
import { REASONS } from '../src/lib/reasons.ts'

/** A JSON Schema as docs/openapi.json has it. */
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly description?: string
}

const MADE = '# Made from docs/openapi.json by `bun run openapi`.\n'

const PLAIN: Record<string, string> = { string: 'str', integer: 'int', number: 'float', boolean: 'bool', null: 'None' }

/** The type of a schema. What has no name of its own and has fields is a mapping. */
const toType = (schema: Schema): string => {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'Any'
  if (schema.enum) return `Literal[${schema.enum.map(value => JSON.stringify(value)).join(', ')}]`
  if (schema.const !== undefined) return `Literal[${schema.const === true ? 'True' : JSON.stringify(schema.const)}]`
  if (schema.anyOf) return [...new Set(schema.anyOf.map(toType))].join(' | ')
  if (schema.type === 'array') return `list[${toType(schema.items ?? {})}]`
  if (schema.type === 'object') return 'dict[str, Any]'
  return PLAIN[schema.type ?? ''] ?? 'Any'
}

const toClass = (name: string, { properties = {}, required = [], description }: Schema): string => {
  const fields = Object.entries(properties).map(([field, schema]) => {
    const type = toType(schema)
    return `    ${field}: ${required.includes(field) ? type : `NotRequired[${type}]`}`
  })
  const text = description ? [`    """${description}"""\n`] : []
  return `class ${name}(TypedDict):\n${[...text, ...(fields.length ? fields : ['    pass'])].join('\n')}\n`
}

/** chaperone/types.py: a class for each schema of the document. */
export const renderPythonTypes = (): string => {
  const { components } = JSON.parse(readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8')) as {
    components: { schemas: Record<string, Schema> }
  }
  const all = Object.entries(components.schemas)
  const classes = all.filter(([, { properties }]) => properties)
  const aliases = all.filter(([, { properties }]) => !properties)
  return `${MADE}"""What is sent and what is answered."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict, Union

${classes.map(([name, schema]) => toClass(name, schema)).join('\n\n')}

${aliases.map(([name, schema]) => `${name} = ${toAlias(schema)}`).join('\n')}
`
}

/** Evaluated where it stands, after the classes. */
const toAlias = (schema: Schema): string =>
  schema.anyOf ? `Union[${schema.anyOf.map(toType).join(', ')}]` : toType(schema)

const toName = (reason: string): string =>
  reason.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** chaperone/errors.py: an exception for each reason. */
export const renderPythonErrors = (): string => {
  const classes = Object.entries(REASONS).map(([reason, entry]) => {
    const hint = 'hint' in entry ? entry.hint : 'It is not there, or not yours to see.'
    return `class ${toName(reason)}(ChaperoneError):\n    """${entry.status}. ${hint}"""\n`
  })
  const rows = Object.keys(REASONS).map(reason => `    "${reason}": ${toName(reason)},`)
  return `${MADE}"""Why calls fail: an exception for each reason."""

from __future__ import annotations

from typing import Any


class ChaperoneError(Exception):
    """A call that failed. \`\`reason\`\` says why, \`\`hint\`\` what to do about it, \`\`details\`\` more."""

    def __init__(
        self,
        message: str,
        *,
        reason: str = "no_answer",
        status: int = 0,
        hint: str | None = None,
        details: dict[str, Any] | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        #: Of HTTP; 0 where there was no answer.
        self.status = status
        self.hint = hint
        #: The reason's own fields: candidates, fields, retry_after …
        self.details = details or {}
        self.request_id = request_id


class NoAnswer(ChaperoneError):
    """The service was not reached, or something else answered."""


${classes.join('\n\n')}

BY_REASON: dict[str, type[ChaperoneError]] = {
${rows.join('\n')}
}
`
}

/** chaperone/_sync.py: the async client without its awaiting. */
export const renderPythonSync = (): string => {
  const source = readFileSync(new URL('../clients/python/chaperone/_async.py', import.meta.url), 'utf8')
  return (
    MADE.replace('docs/openapi.json', '_async.py') +
    source
      .replace('"""The async client. ``_sync.py`` is made from this file."""', '"""The client."""')
      .replace('import asyncio\nimport time\n', 'import time\n')
      .replaceAll('AsyncIterator', 'Iterator')
      .replaceAll('asynccontextmanager', 'contextmanager')
      .replaceAll('httpx.AsyncBaseTransport', 'httpx.BaseTransport')
      .replaceAll('asyncio.sleep', 'time.sleep')
      .replaceAll('aclose()', 'close()')
      .replaceAll('__aenter__', '__enter__')
      .replaceAll('__aexit__', '__exit__')
      .replaceAll('async def', 'def')
      .replaceAll('await ', '')
      .replace(/\bAsync(?=[A-Z])/g, '')
  )
}
