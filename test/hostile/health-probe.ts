/*
 * Asks the address that it is given, one question after the other, until its input ends; then it prints how often, and the longest
 * time between two answers in ms. A process of its own, so that nothing else is measured.
 */
const [url = ''] = process.argv.slice(2)
const PAUSE_MS = 2

let asked = 0
let longest = 0
let ended = false

const ask = async () => {
  let last = performance.now()
  while (!ended) {
    await (await fetch(url)).text()
    const now = performance.now()
    asked += 1
    longest = Math.max(longest, now - last)
    last = now
    await Bun.sleep(PAUSE_MS)
  }
}

const asking = ask()
process.stdout.write('asking\n')
for await (const _ of Bun.stdin.stream()) break
ended = true
await asking
process.stdout.write(JSON.stringify({ asked, longest }))

export {}
