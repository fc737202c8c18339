import { useRef, useState } from 'react'

export interface Press<Given> {
  /** Sends it. A second press while the first is under way does nothing. Resolves true when it was done. */
  readonly send: (given: Given) => Promise<boolean>
  readonly isBusy: boolean
  /** What it was answered with, for `CasePanel` or `Refused`; null when all went well. */
  readonly refusal: unknown
  readonly forget: () => void
}

/**
 * One press of a button that changes something. The same wish tried again carries the same key, so that an answer lost
 * on the way is found again and nothing is done twice; another wish gets a key of its own.
 */
export function usePress<Given>(act: (given: Given, key: string) => Promise<unknown>): Press<Given> {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const keys = useRef(pressKeys())
  const send = async (given: Given): Promise<boolean> => {
    const key = keys.current.begin(given)
    if (key === null) return false
    setBusy(true)
    setRefusal(null)
    let isDone = false
    try {
      await act(given, key)
      isDone = true
    } catch (trouble) {
      setRefusal(trouble)
    } finally {
      keys.current.end(isDone)
      setBusy(false)
    }
    return isDone
  }
  return { send, isBusy, refusal, forget: () => setRefusal(null) }
}

/**
 * Keys of presses: the same for the same wish until it is done, none while one is under way. A file counts by name, size
 * and time of change.
 */
export function pressKeys(mint: () => string = () => crypto.randomUUID()) {
  let last: { readonly wish: string; readonly key: string } | null = null
  let isUnderWay = false
  return {
    /** The key of this press, or null while another is under way. */
    begin: (given: unknown): string | null => {
      if (isUnderWay) return null
      isUnderWay = true
      const wish = JSON.stringify(given, withFiles) ?? ''
      if (last === null || last.wish !== wish) last = { wish, key: mint() }
      return last.key
    },
    end: (isDone: boolean): void => {
      isUnderWay = false
      if (isDone) last = null
    },
  }
}

const withFiles = (_: string, value: unknown): unknown =>
  value instanceof File ? [value.name, value.size, value.lastModified] : value
