import type { Words } from '#design/console/language.tsx'
import type { Typed } from './form-state.ts'

/** `held`: what is left is no answer yet, so it was not sent. `kept`: sending failed; all of it is still here. */
export type SavePhase = 'saved' | 'waiting' | 'saving' | 'held' | 'kept'

export interface SaveState {
  /** Typed and not yet kept by the server. */
  readonly pending: Typed
  readonly phase: SavePhase
  /** What the server said to an answer, by question. */
  readonly faults: Readonly<Record<string, Words>>
  readonly trouble: unknown
}

interface SaverNeeds {
  /** What is sent for a typed answer; null while it is none. */
  readonly wireOf: (key: string, typed: string) => string | null
  readonly send: (answers: Typed) => Promise<void>
  /** False once the person has signed out: nothing is sent under another name. */
  readonly isWanted: () => boolean
  /** Quiet time after a keystroke, in milliseconds. */
  readonly waitMs?: number
}

export interface Saver {
  readonly read: () => SaveState
  readonly subscribe: (listener: () => void) => () => void
  readonly type: (key: string, text: string) => void
  /** Sends what is left, now. Resolves true when nothing is left. */
  readonly flush: () => Promise<boolean>
}

const retryMs = { first: 3000, longest: 30_000 } as const

/** Keeps what is typed until the server has it: only what changed is sent, and what failed is sent again. */
export function createSaver({ wireOf, send, isWanted, waitMs = 700 }: SaverNeeds): Saver {
  let state: SaveState = { pending: {}, phase: 'saved', faults: {}, trouble: null }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null
  let failures = 0
  const listeners = new Set<() => void>()
  const set = (more: Partial<SaveState>): void => {
    state = { ...state, ...more }
    for (const listener of listeners) listener()
  }
  const plan = (afterMs: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), afterMs)
  }
  const ready = (): Typed =>
    Object.fromEntries(
      Object.entries(state.pending).flatMap(([key, typed]) => {
        const wire = key in state.faults ? null : wireOf(key, typed)
        return wire === null ? [] : [[key, wire]]
      }),
    )
  const isEmpty = (some: Typed): boolean => Object.keys(some).length === 0
  const settle = (): boolean => {
    const isDone = isEmpty(state.pending)
    const hasMore = !isEmpty(ready())
    set({ phase: isDone ? 'saved' : hasMore ? 'waiting' : 'held', trouble: null })
    if (hasMore) plan(waitMs)
    return isDone
  }
  const attempt = async (): Promise<boolean> => {
    clearTimeout(timer)
    const [typed, answers] = [state.pending, ready()]
    if (isEmpty(answers)) return settle()
    if (!isWanted()) return false
    set({ phase: 'saving' })
    try {
      await send(answers)
    } catch (trouble) {
      return failed(trouble, answers)
    }
    failures = 0
    const isKept = ([key, text]: [string, string]): boolean => key in answers && typed[key] === text
    set({ pending: Object.fromEntries(Object.entries(state.pending).filter((one) => !isKept(one))) })
    return settle()
  }
  const failed = (trouble: unknown, answers: Typed): boolean | Promise<boolean> => {
    const { status, at, zh, en } = refusalOf(trouble)
    // One answer does not fit: it waits at its question, the others are sent without it.
    if (at !== null && at in answers) {
      set({ faults: { ...state.faults, [at]: { zh, en } } })
      return attempt()
    }
    set({ phase: 'kept', trouble })
    if (status < 400 || status >= 500) {
      plan(Math.min(retryMs.longest, retryMs.first * 2 ** failures))
      failures += 1
    }
    return false
  }
  const flush = async (): Promise<boolean> => {
    if (running !== null) {
      await running
      if (running === null && isEmpty(ready())) return isEmpty(state.pending)
    }
    running ??= attempt().finally(() => {
      running = null
    })
    return running
  }
  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    type: (key, text) => {
      const { [key]: _answered, ...faults } = state.faults
      set({ pending: { ...state.pending, [key]: text }, faults, phase: 'waiting' })
      plan(waitMs)
    },
    flush,
  }
}

/** The refusal as the server worded it; status 0 when nobody answered. */
function refusalOf(trouble: unknown): { status: number; at: string | null } & Words {
  const nothing = { status: 0, at: null, zh: '', en: '' }
  if (typeof trouble !== 'object' || trouble === null || !('status' in trouble)) return nothing
  return { ...nothing, ...(trouble as Partial<typeof nothing>) }
}
