/** The path that the service is mounted at, without a slash at its end: empty where it has a host to itself. */
export const toMountPath = (publicUrl: string | null): string =>
  publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '')
