/** The demo shop's look: one style sheet, no fonts or pictures from elsewhere. */
export const STYLE = `
:root { --ink: #1d2b2a; --soft: #5c6f6c; --leaf: #1f6f5c; --paper: #fbfaf6; --line: #e2ddd0; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, 'Liberation Sans', sans-serif; color: var(--ink); background: var(--paper); }
header { display: flex; gap: 1.5rem; align-items: center; padding: 1rem 2rem; border-bottom: 1px solid var(--line); background: #fff; }
header strong { font-size: 1.2rem; color: var(--leaf); margin-right: auto; }
a { color: var(--leaf); }
main { max-width: 60rem; margin: 2rem auto; padding: 0 2rem; }
.shelf { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 1.25rem; padding: 0; list-style: none; }
.card, form.sheet, table { background: #fff; border: 1px solid var(--line); border-radius: 12px; }
.card { padding: 1.25rem; display: flex; flex-direction: column; gap: .5rem; }
.card h2 { margin: 0; font-size: 1.05rem; }
.card p { margin: 0; color: var(--soft); flex: 1; }
.swatch { height: 6rem; border-radius: 8px; }
.price { font-weight: 600; }
button { font: inherit; border: 0; border-radius: 8px; padding: .55rem 1rem; background: var(--leaf); color: #fff; cursor: pointer; }
form.sheet { display: grid; gap: .75rem; max-width: 24rem; padding: 1.5rem; }
label { display: grid; gap: .25rem; color: var(--soft); }
input { font: inherit; padding: .5rem .65rem; border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; overflow: hidden; }
th, td { text-align: left; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
.note { padding: .75rem 1rem; border-radius: 8px; background: #eef5f2; }
.wrong { background: #fbeceb; }
`
