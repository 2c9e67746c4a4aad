import { pino } from 'pino'
import { withPlainAddresses } from './plain-address.ts'

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Structured log: one JSON object a line. Fields hold names, counts and reasons; never secrets, instruction values or page content. Addresses are written without query, fragment, name and password. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  /** The same log with fields that every line of it carries. */
  child(fields: object): Log
}

/** Writes to stderr, synchronously, so that the last line before a crash is there. */
export const createLog = (level: LogLevel, write?: (line: string) => void): Log =>
  pino(
    {
      ...{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      formatters: { level: name => ({ level: name }) },
      // On the finished line: an address comes as a field, within a message, or in the stack of an error that Chromium gave.
      hooks: { streamWrite: withPlainAddresses },
    },
    write ? { write } : pino.destination({ dest: 2, sync: true }),
  )
