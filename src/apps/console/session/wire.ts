import { createClient, type Client } from '#platform/http/client.ts'
import { chosenLanguage } from '../look/choices.ts'

/** The one place that knows the token of the session and who is waiting for a new sign-in. */
export interface SessionWire {
  readonly client: Client
  readonly setCsrf: (token: string) => void
  /** The guard that asks for the password lives in the page; it puts itself here. */
  readonly onExpired: (ask: (() => Promise<boolean>) | null) => void
}

export function createSessionWire(): SessionWire {
  let csrf = ''
  let ask: (() => Promise<boolean>) | null = null
  let asking: Promise<boolean> | null = null
  const client = createClient({
    csrf: () => csrf,
    language: chosenLanguage,
    signInAgain: async () => {
      if (ask === null) return false
      // Ten calls may fail at once; the person is asked once.
      asking ??= ask().finally(() => {
        asking = null
      })
      return asking
    },
  })
  return {
    client,
    setCsrf: (token) => {
      csrf = token
    },
    onExpired: (next) => {
      ask = next
    },
  }
}
