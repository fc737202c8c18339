import { partNames, type PartName, type Parts } from '../form.ts'

interface Kept {
  value: unknown
  version: number
  /** Counts up with every change; what is saved remembers which one it was. */
  typed: number
  saved: number
  trouble: unknown
  timer: ReturnType<typeof setTimeout> | null
  underWay: Promise<void> | null
}

export interface Autosave {
  readonly parts: () => Parts
  /** Keeps it at once in memory and sends it when the hand rests. */
  readonly set: <Name extends PartName>(name: Name, value: Parts[Name]) => void
  /** Sends what is not saved yet and waits for it. @returns whether everything is saved */
  readonly flush: () => Promise<boolean>
  readonly isSaved: () => boolean
  /** What the first part that could not be saved was answered with; null when none. */
  readonly trouble: () => { readonly name: PartName; readonly error: unknown } | null
  /** Somebody saved meanwhile: what is typed here stays, over theirs. */
  readonly keepMine: (name: PartName, version: number) => Promise<boolean>
  /** Or theirs is taken. */
  readonly takeTheirs: <Name extends PartName>(name: Name, version: number, value: Parts[Name]) => void
  readonly stop: () => void
}

/** Milliseconds the hand rests before a group is sent; a tab that closes sends it at once. */
export const restsFor = 600
/** Milliseconds until a save that was not answered is tried again. */
export const triesAgainAfter = 5_000

export interface AutosaveNeeds {
  readonly from: { readonly [Name in PartName]: { readonly version: number; readonly value: Parts[Name] } }
  readonly save: (name: PartName, version: number, value: unknown) => Promise<{ readonly version: number }>
  /** Something is to be drawn anew. */
  readonly changed: () => void
  /** An answer that will stay the same however often it is asked. */
  readonly isFinal: (error: unknown) => boolean
}

/** Keeps every group of a form on the server as it is typed, one save of a group after the other, none lost. */
export function createAutosave({ from, save, changed, isFinal }: AutosaveNeeds): Autosave {
  const kept = new Map<PartName, Kept>(
    partNames.map((name) => [
      name,
      { ...from[name], typed: 0, saved: 0, trouble: null, timer: null, underWay: null } satisfies Kept,
    ]),
  )
  const of = (name: PartName): Kept => kept.get(name)!
  const later = (name: PartName, wait: number): void => {
    const part = of(name)
    if (part.timer !== null) clearTimeout(part.timer)
    part.timer = setTimeout(() => void send(name), wait)
  }
  const send = (name: PartName): Promise<void> => {
    const part = of(name)
    if (part.timer !== null) clearTimeout(part.timer)
    part.timer = null
    part.underWay ??= sendNow(name).finally(() => {
      part.underWay = null
      changed()
    })
    return part.underWay
  }
  const sendNow = async (name: PartName): Promise<void> => {
    const part = of(name)
    while (part.saved < part.typed) {
      const { typed } = part
      try {
        part.version = (await save(name, part.version, part.value)).version
        part.saved = typed
        part.trouble = null
      } catch (error) {
        part.trouble = error
        if (!isFinal(error)) later(name, triesAgainAfter)
        return
      }
    }
  }
  const isSaved = (): boolean => [...kept.values()].every(({ saved, typed }) => saved === typed)
  return {
    parts: () => Object.fromEntries([...kept].map(([name, { value }]) => [name, value])) as unknown as Parts,
    set: (name, value) => {
      const part = of(name)
      part.value = value
      part.typed += 1
      later(name, restsFor)
      changed()
    },
    flush: async () => {
      // A save that was under way when this was asked does not hold what was typed since.
      for (let round = 0; round < 2; round += 1)
        await Promise.all([...kept].flatMap(([name, { saved, typed }]) => (saved < typed ? [send(name)] : [])))
      return isSaved()
    },
    isSaved,
    trouble: () => {
      for (const [name, { trouble }] of kept) if (trouble !== null) return { name, error: trouble }
      return null
    },
    keepMine: async (name, version) => {
      of(name).version = version
      await send(name)
      return isSaved()
    },
    takeTheirs: (name, version, value) => {
      Object.assign(of(name), { value, version, trouble: null, saved: of(name).typed })
      changed()
    },
    stop: () => {
      for (const { timer } of kept.values()) if (timer !== null) clearTimeout(timer)
    },
  }
}
