/** Debian's own first: it is the one that python3-httpx belongs to. */
const CANDIDATES = ['/usr/bin/python3', 'python3']

/** A Python with httpx; says what is skipped where there is none. */
export const findPython = (): string | undefined => {
  const found = CANDIDATES.find(
    path => Bun.which(path) !== null && Bun.spawnSync([path, '-c', 'import httpx']).exitCode === 0,
  )
  if (!found)
    console.warn(
      'SKIPPED: the tests of the Python client and examples need python3 and python3-httpx (Debian: apt-get install python3-httpx)',
    )
  return found
}
