import type { ApiDocument, Operation } from './api-document.ts'

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem;border-bottom:1px solid #8884}
details{margin:.4rem 0;border:1px solid #8884;border-radius:.4rem;padding:.4rem .8rem}
summary{cursor:pointer}
code,pre{font:14px/1.45 ui-monospace,monospace}
pre{overflow:auto;background:#8881;padding:.8rem;border-radius:.4rem}
.method{display:inline-block;width:4.2rem;font-weight:700}
.who{opacity:.7}
table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}`

const styleHash = new Bun.CryptoHasher('sha256').update(STYLE).digest('base64')

/** Nothing loads and nothing runs: the page is text and its own style. */
export const DOCS_CSP = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The API description as one page of HTML, without script and without a request to anybody. */
export const renderDocs = (api: ApiDocument): string => {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const sections = api.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags[0] === name)
    return `<section><h2>${escapeHtml(name)}</h2><p>${escapeHtml(description)}</p>${own.map(entry => renderOperation(entry, api)).join('')}</section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(api.info.title)} API</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(api.info.title)} API</h1>${renderText(api.info.description)}<p>The same as data: <a href="openapi.json">/openapi.json</a></p>
${sections.join('\n')}${renderSchemas(api)}</main></body></html>`
}

interface Entry {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

const renderOperation = ({ path, method, operation }: Entry, api: ApiDocument): string => {
  const title = `<span class="method">${escapeHtml(method.toUpperCase())}</span><code>${escapeHtml(path)}</code>`
  const { operationId, summary, description } = operation
  return `<details id="${escapeHtml(operationId)}"><summary>${title} ${escapeHtml(summary)} <span class="who">${escapeHtml(toWho(operation))}</span></summary>
${description ? renderText(description) : ''}${renderParameters(operation, api)}${renderBody(operation)}${renderResponses(operation, api)}</details>`
}

const toWho = ({ security }: Operation): string => {
  const names = security.flatMap(scheme => Object.keys(scheme))
  if (names.length === 0) return 'open'
  return names.map(name => (name === 'agentKey' ? 'agent' : 'human')).join(' or ')
}

/** What a reference of the document points to; anything else is given as it is. */
const resolve = (value: object, api: ApiDocument): Record<string, unknown> => {
  const { $ref } = value as { $ref?: string }
  if ($ref === undefined) return value as Record<string, unknown>
  const [, , kind = '', name = ''] = $ref.split('/')
  return (api.components as Record<string, Record<string, Record<string, unknown>>>)[kind]?.[name] ?? {}
}

const renderParameters = ({ parameters }: Operation, api: ApiDocument): string => {
  if (parameters.length === 0) return ''
  const rows = parameters.map(parameter => {
    const { name, in: place, required, schema, description } = resolve(parameter, api)
    return `<tr><td><code>${escapeHtml(String(name))}</code></td><td>${escapeHtml(String(place))}${required ? ', required' : ''}</td><td>${escapeHtml(String(description ?? ''))} <code>${toJson(schema)}</code></td></tr>`
  })
  return `<table><tbody>${rows.join('')}</tbody></table>`
}

const renderBody = ({ requestBody }: Operation): string =>
  requestBody ? `<h4>Body</h4>${renderContent(requestBody.content)}` : ''

const renderResponses = ({ responses }: Operation, api: ApiDocument): string =>
  Object.entries(responses)
    .map(([status, response]) => {
      const { description, content } = resolve(response, api)
      const shown = Number(status) < 400 ? renderContent(content as object) : ''
      return `<h4>${escapeHtml(status)}</h4>${renderText(String(description))}${shown}`
    })
    .join('')

const renderContent = (content: object): string =>
  Object.entries(content as Record<string, { schema?: unknown }>)
    .map(([type, { schema }]) => `<p>${escapeHtml(type)}</p><pre>${toJson(schema ?? {})}</pre>`)
    .join('')

const renderSchemas = ({ components }: ApiDocument): string => {
  const all = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code> ${escapeHtml(schema.description ?? '')}</summary><pre>${toJson(schema)}</pre></details>`,
  )
  return `<section><h2>Schemas</h2>${all.join('')}</section>`
}

/** Paragraphs, and code between backticks. */
const renderText = (text: string): string =>
  text
    .split('\n\n')
    .map(paragraph => `<p>${escapeHtml(paragraph).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('')

/** JSON whose references to schemas are links. */
const toJson = (value: unknown): string =>
  escapeHtml(JSON.stringify(value, null, 1)).replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>')

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
