import { useEffect, useReducer, useState } from 'react'
import { CallTrouble, useClient, type AnswerOf } from '#platform/http/client.ts'
import type { PartName, Parts } from '../form.ts'
import { openDraft, savePart } from '../wire.ts'
import { createAutosave, type Autosave } from './autosave.ts'

export type DraftAnswer = AnswerOf<typeof openDraft>

export interface DraftInHand {
  readonly parts: Parts
  /** Documents and articles to quote, as the rules of today say. */
  readonly quotes: DraftAnswer['quotes']
  readonly set: Autosave['set']
  readonly flush: Autosave['flush']
  readonly isSaved: boolean
  readonly trouble: ReturnType<Autosave['trouble']>
  /** The server filled groups in: they replace what stands here. */
  readonly takeFrom: (now: DraftAnswer, names: readonly PartName[]) => void
  /** After a save elsewhere: keep what is typed here, or take theirs. */
  readonly settle: (name: PartName, whose: 'mine' | 'theirs') => Promise<void>
}

/** The form in the hand of the clerk: in memory at once, on the server when the hand rests, warned of before it closes. */
export function useDraft(draft: DraftAnswer): DraftInHand {
  const client = useClient()
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const { id } = draft
  // Made once: a later reading of the draft must not undo what is being typed. The page is keyed by the draft.
  const [autosave] = useState(() =>
    createAutosave({
      from: draft.parts as never,
      save: (name, version, value) =>
        client.call(savePart, {
          ...{ params: { id, name }, body: { version, value: value as Record<string, unknown> } },
          outlivesPage: true,
        }),
      changed: redraw,
      isFinal: (error) => error instanceof CallTrouble && error.status >= 400 && error.status < 500,
    }),
  )
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') void autosave.flush()
    }
    const leave = (event: BeforeUnloadEvent): void => {
      if (!autosave.isSaved()) event.preventDefault()
    }
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('beforeunload', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('beforeunload', leave)
      void autosave.flush()
    }
  }, [autosave])
  return {
    ...{ parts: autosave.parts(), set: autosave.set, flush: autosave.flush, isSaved: autosave.isSaved() },
    ...{ trouble: autosave.trouble(), quotes: draft.quotes },
    takeFrom: (now, names) => {
      for (const name of names) autosave.takeTheirs(name, now.parts[name].version, now.parts[name].value as never)
    },
    settle: async (name, whose) => {
      const now = await client.call(openDraft, { params: { id } })
      if (whose === 'mine') await autosave.keepMine(name, now.parts[name].version)
      else autosave.takeTheirs(name, now.parts[name].version, now.parts[name].value as never)
    },
  }
}
