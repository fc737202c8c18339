import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '#platform/http/client.ts'
import { tryModelFile } from '../../wire-expert.ts'
import type { Tried } from './check-panel.tsx'
import type { Slip } from './keep.ts'
import type { Expert, Sheet } from './modeler.ts'
import { asWritten, prepared } from './model-text.ts'

/** A file of a draft as the server has it. */
export interface Base {
  readonly version: number
  readonly xml: string
}

export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly expert: Expert }
  | { readonly kind: 'refused'; readonly zh: string; readonly en: string }

/** How long the keys rest before the engine is asked. */
const restMilliseconds = 400

interface ModelWish {
  readonly draft: string
  readonly file: string
  /** What is opened: the file, or what was typed and not saved. */
  readonly text: string
  /** What the text was begun from; its latest state counts. */
  readonly base: () => Base
  readonly slip: Slip
}

/** The editor with what goes on around it: kept on this machine and read by the engine after every change. */
export function useModel({ draft, file, text, base, slip }: ModelWish) {
  const client = useClient()
  const room = useRef<HTMLDivElement>(null)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  const [sheets, setSheets] = useState<readonly Sheet[]>([])
  const [shown, setShown] = useState<string | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  const [isChecking, setChecking] = useState(false)
  const [isKept, setKept] = useState(true)
  const [trouble, setTrouble] = useState<unknown>(null)
  const asked = useRef<AbortController | null>(null)
  const isThrownAway = useRef(false)
  // What the editor writes when nobody has changed anything: the file itself may be laid out otherwise.
  const untouched = useRef('')

  const check = useCallback(
    async (xml: string): Promise<void> => {
      asked.current?.abort()
      if (xml === untouched.current) {
        slip.clear()
        setTried(null)
        return
      }
      setKept(slip.write({ version: base().version, base: base().xml, xml }))
      const turn = new AbortController()
      asked.current = turn
      setChecking(true)
      setTrouble(null)
      try {
        const body = { file, xml, removed: [] }
        setTried(await client.call(tryModelFile, { params: { id: draft }, body, signal: turn.signal }))
      } catch (caught) {
        if (caught instanceof DOMException) return
        setTried(null)
        setTrouble(caught)
      } finally {
        if (asked.current === turn) setChecking(false)
      }
    },
    [client, draft, file, base, slip],
  )

  useEffect(() => {
    const container = room.current
    if (!container) return undefined
    let isGone = false
    let expert: Expert | null = null
    const read = async (): Promise<void> => {
      const xml = await expert?.text()
      if (xml !== undefined && !isGone) await check(xml)
    }
    const begin = async (): Promise<void> => {
      const model = await prepared(text)
      if (isGone) return
      if (model.kind === 'refused') {
        const [first] = model.problems
        setOpening({ kind: 'refused', zh: first?.zh ?? '', en: first?.en ?? '' })
        return
      }
      const { openExpert } = await import('./modeler.ts')
      const onSheets = (): void => {
        if (!expert) return
        setSheets(expert.sheets())
        const now = expert.shown()
        if (now !== null) setShown(now)
      }
      const onChange = (): void => {
        clearTimeout(rest.current)
        rest.current = setTimeout(() => void read(), restMilliseconds)
      }
      const made = await openExpert({ container, model, onChange, onSheets })
      if (isGone) return made.destroy()
      expert = made
      untouched.current = text === base().xml ? await made.text() : await asWritten(base().xml)
      const first = made.sheets().find(({ kind }) => kind === 'drd') ?? made.sheets()[0]
      if (first && first.kind !== 'reading') await made.show(first.id)
      setSheets(made.sheets())
      setShown(first?.id ?? null)
      setOpening({ kind: 'open', expert: made })
      if (text !== base().xml) await read()
    }
    isThrownAway.current = false
    // A tab that closes in the middle of a word keeps the word.
    const leave = async (): Promise<void> => {
      if (!expert || isThrownAway.current) return
      const { version, xml: begun } = base()
      const xml = await expert.text(true)
      if (xml !== untouched.current) slip.write({ version, base: begun, xml })
    }
    const onLeave = (): void => void leave()
    window.addEventListener('pagehide', onLeave)
    begin().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      setOpening({
        kind: 'refused',
        zh: `编辑器打不开这份模型：${why}`,
        en: `The editor cannot open this model: ${why}`,
      })
    })
    return () => {
      isGone = true
      clearTimeout(rest.current)
      asked.current?.abort()
      onLeave()
      window.removeEventListener('pagehide', onLeave)
      expert?.destroy()
      container.replaceChildren()
    }
  }, [text, base, slip, check])

  /** What is on the desk is given up: closing it keeps nothing. */
  const throwAway = (): void => {
    isThrownAway.current = true
    slip.clear()
    setTried(null)
  }
  /** The server has it: nothing is unsaved any more. */
  const saved = (xml: string): void => {
    untouched.current = xml
    slip.clear()
    setTried(null)
  }
  return { saved, throwAway, room, opening, sheets, shown, setShown, tried, trouble, isChecking, isKept }
}
