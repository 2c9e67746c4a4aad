/** What a caller may put in the place of any value: its name, and JSON as it is sent. */
export type HostileValue = readonly [name: string, json: string]

const text = (value: string): string => JSON.stringify(value)
const nest = (open: string, close: string, depth: number) => `${open.repeat(depth)}0${close.repeat(depth)}`
const members = (count: number, value: string) =>
  `{${Array.from({ length: count }, (_, index) => `"name${index}":${value}`).join()}}`

/** Long, deep, wide and odd: each about as much as a body may hold, or just what a careless program stumbles over. */
export const HOSTILE_VALUES: readonly HostileValue[] = [
  ['a word of 200,000 letters', text('a'.repeat(200_000))],
  ['80,000 @', text('@'.repeat(80_000))],
  ['100,000 spaces', text(` ${' '.repeat(100_000)}x`)],
  ['words and a bad end', text(`${'word '.repeat(20_000)}!`)],
  ['a sentence of 8,000 letters', text('click the buttons '.repeat(440).slice(0, 8_000))],
  ['a word of 8,000 letters', text('a'.repeat(8_000))],
  ['brackets in a text', text('[{('.repeat(20_000))],
  ['a lone surrogate', '"\\ud800"'],
  ['a zero byte', '"a\\u0000b"'],
  ['a line break and a header', '"a\\r\\nset-cookie: b=c"'],
  ['markup', text('"><script>alert(1)</script>{{7*7}}')],
  ['names of the prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'],
  ['the name of the prototype', '"__proto__"'],
  ['a path upwards', '"../../../../etc/passwd"'],
  ['an empty text', '""'],
  ['arrays 30,000 deep', nest('[', ']', 30_000)],
  ['objects 20,000 deep', nest('{"a":', '}', 20_000)],
  ['arrays 28 deep', nest('[', ']', 28)],
  ['60,000 numbers', `[${'0,'.repeat(60_000)}0]`],
  ['20,000 texts', `[${'"a.example",'.repeat(20_000)}"b"]`],
  ['10,000 empty objects', `[${'{},'.repeat(10_000)}{}]`],
  ['12,000 members', members(12_000, '0')],
  ['a schema of 3,000 fields', `{"type":"object","properties":${members(3_000, '{"type":"string"}')}}`],
  ['a schema with a slow pattern', '{"type":"string","pattern":"^(([a-z])+.)+[A-Z]([a-z])+$"}'],
  ['a schema of itself', '{"$ref":"#","$defs":{"a":{"$ref":"#/$defs/a"}}}'],
  ['a number beyond all', '1e400'],
  ['a number of 100,000 digits', '9'.repeat(100_000)],
  ['a number that is not whole', '1.5'],
  ['less than nothing', '-1'],
  ['null', 'null'],
  ['true', 'true'],
  ['an empty array', '[]'],
  ['an empty object', '{}'],
]

/** Whole bodies, as they are sent. */
export const HOSTILE_BODIES: readonly HostileValue[] = [
  ['60,000 open brackets', '['.repeat(60_000)],
  ['arrays 100,000 deep', nest('[', ']', 100_000)],
  ['objects 40,000 deep', nest('{"a":', '}', 40_000)],
  ['a text of 250,000 letters', text('a'.repeat(250_000))],
  ['120,000 numbers', `[${'0,'.repeat(120_000)}0]`],
  ['80,000 empty objects', `[${'{},'.repeat(80_000)}{}]`],
  ['20,000 members', members(20_000, '0')],
  ['a name of 200,000 letters', `{${text('a'.repeat(200_000))}:0}`],
  ['60,000 escapes', `"${'\\u0000'.repeat(40_000)}"`],
  ['no JSON', '{"a":'],
  ['nothing but spaces', ' '.repeat(200_000)],
  ['a number', '7'],
  ['more than a body may hold', `"${'a'.repeat(300_000)}"`],
]

/** What may stand in a path, a query or a header. */
export const HOSTILE_WORDS: readonly string[] = [
  'a'.repeat(4_000),
  '@'.repeat(4_000),
  '['.repeat(2_000),
  '%00',
  '%ff%fe',
  '..%2f..%2f..%2fetc%2fpasswd',
  '__proto__',
  '%F0%9F%92%A9',
  '-1',
  '99999999999999999999',
  '%27%22%3E%3Cscript%3E',
  '%25'.repeat(1_000),
]
