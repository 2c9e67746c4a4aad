import './style.css'
import { render } from 'preact'
import { me, read } from '../parts/api.ts'
import { startNavigation } from '../parts/navigation.ts'
import { startClock } from '../parts/time.tsx'
import type { Human } from '../parts/wire.ts'
import { App } from './app.tsx'

const root = document.getElementById('dashboard')
if (!root) throw new Error('the document has no place for the dashboard')

startNavigation()
startClock()
render(<App />, root)
read<Human>('/v1/auth/me')
  .then(human => {
    me.value = human
  })
  .catch(() => {
    me.value = null // whatever is wrong, signing in is the next thing to try
  })
