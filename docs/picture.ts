/**
 * Draws the README's picture of the demo: `npm run -s demo -- --once | bun docs/picture.ts > docs/demo.svg`.
 * The first lines of the walk, as a terminal shows them; ids, ports and signed addresses are shortened, so that the
 * picture changes only when the demo does.
 */
const WIDTH = 108
const MAX_LINES = 46
const LINE = 18

const shorten = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '01a2…')
    .replaceAll(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:4600')
    .replaceAll('/v1/users/default/browser', '…')

const escapeText = (text: string): string => Bun.escapeHTML(text)

const colourOf = (line: string): string => {
  if (line.startsWith('──')) return '#7fd1ae'
  if (line.startsWith('#')) return '#e8e6df'
  if (/^ {2}(4|5)\d\d /.test(line)) return '#f0a48a'
  if (/^ {2}2\d\d /.test(line)) return '#9fc7a8'
  return '#a3aaa7'
}

const text = shorten(await Bun.stdin.text())
const lines = text
  .split('\n')
  .slice(0, MAX_LINES)
  .map(line => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line))
const height = lines.length * LINE + 60
const rows = lines.map(
  (line, index) => `<text x="20" y="${54 + index * LINE}" fill="${colourOf(line)}" xml:space="preserve">${escapeText(line)}</text>`,
)
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', monospace" font-size="13">
<rect width="900" height="${height}" rx="10" fill="#17201e"/>
<g fill="#41504b"><circle cx="22" cy="20" r="6"/><circle cx="42" cy="20" r="6"/><circle cx="62" cy="20" r="6"/></g>
${rows.join('\n')}
</svg>`)
