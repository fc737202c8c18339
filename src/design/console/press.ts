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
  const isUnderWay = useRef(false)
  const send = async (given: Given): Promise<boolean> => {
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(true)
    setRefusal(null)
    try {
      await act(given, keys.current.keyFor(given))
      keys.current.done()
      return true
    } catch (trouble) {
      setRefusal(trouble)
      return false
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { send, isBusy, refusal, forget: () => setRefusal(null) }
}

/** Keys of presses: the same for the same wish until it is done. A file counts by name, size and time of change. */
export function pressKeys(mint: () => string = () => crypto.randomUUID()) {
  let last: { readonly wish: string; readonly key: string } | null = null
  return {
    keyFor: (given: unknown): string => {
      const wish = JSON.stringify(given, (_, value: unknown) =>
        value instanceof File ? [value.name, value.size, value.lastModified] : value,
      )
      if (last === null || last.wish !== (wish ?? '')) last = { wish: wish ?? '', key: mint() }
      return last.key
    },
    done: (): void => {
      last = null
    },
  }
}
