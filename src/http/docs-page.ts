import type { ApiDescription, Operation } from './api-description.ts'

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
export const renderDocs = (api: ApiDescription): string => {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))]
  const sections = tags.map(tag => {
    const own = operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag)
    return `<section><h2>${escapeHtml(tag)}</h2>${own.map(renderOperation).join('')}</section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(api.info.title)} API</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(api.info.title)} API</h1><p>${escapeHtml(api.info.description)} The same as data: <a href="/openapi.json">/openapi.json</a></p>
${sections.join('\n')}</main></body></html>`
}

const renderOperation = (entry: { path: string; method: string; operation: Operation }): string => {
  const { path, method, operation } = entry
  const title = `<span class="method">${escapeHtml(method.toUpperCase())}</span><code>${escapeHtml(path)}</code>`
  const summary = operation.summary ? ` ${escapeHtml(operation.summary)}` : ''
  return `<details><summary>${title}${summary} <span class="who">${escapeHtml(toWho(operation))}</span></summary>
${operation.description ? `<p>${escapeHtml(operation.description)}</p>` : ''}${renderParameters(operation)}${renderBody(operation)}${renderResponses(operation)}</details>`
}

const toWho = ({ security = [] }: Operation): string => {
  const names = security.flatMap(scheme => Object.keys(scheme))
  if (names.length === 0) return 'open'
  return names.map(name => (name === 'agentKey' ? 'agent' : 'human')).join(' or ')
}

const renderParameters = ({ parameters = [] }: Operation): string => {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(place)}${required ? ', required' : ''}</td><td><code>${toJson(schema)}</code> ${escapeHtml(description ?? '')}</td></tr>`,
  )
  return `<table><tbody>${rows.join('')}</tbody></table>`
}

const renderBody = ({ requestBody }: Operation): string => {
  const schema = requestBody?.content['application/json']?.schema
  return schema === undefined ? '' : `<h4>Body</h4><pre>${toJson(schema)}</pre>`
}

const renderResponses = ({ responses = {} }: Operation): string =>
  Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, response]) => `<h4>${escapeHtml(status)}</h4><pre>${toJson(readSchema(response))}</pre>`)
    .join('')

const readSchema = (response: object): unknown =>
  (response as { content?: Record<string, { schema?: unknown }> }).content?.['application/json']?.schema ?? {}

const toJson = (value: unknown): string => escapeHtml(JSON.stringify(value, null, 1))

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
