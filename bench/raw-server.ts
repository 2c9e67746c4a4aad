/** A bare Bun.serve that answers one fixed JSON object: what the cheap route is held against. Prints its address. */
const [route = '/', body = '{}'] = process.argv.slice(2)
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  routes: {
    [route]: () => new Response(body, { headers: { 'content-type': 'application/json' } }),
  },
})
console.log(`http://127.0.0.1:${server.port}`)
