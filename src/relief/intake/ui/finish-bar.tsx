import { useQueryClient } from '@tanstack/react-query'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { CallTrouble, useClient, type AnswerOf } from '#platform/http/client.ts'
import { acceptDraft, askMissing, checkDraft, type AskedPapers, type Problem, type ReceiptSlip } from '../wire.ts'
import type { DraftInHand } from './use-draft.ts'

interface FinishProps {
  readonly draft: DraftInHand
  readonly draftId: string
  readonly form: 'full' | 'short'
  readonly onProblems: (problems: readonly Problem[]) => void
  readonly onAccepted: (slip: ReceiptSlip) => void
  readonly onAsked: (asked: AskedPapers) => void
}

/** Accept, or ask once for what is missing. Every problem goes to its own field. */
export function FinishBar({ draft, draftId, form, onProblems, onAccepted, onAsked }: FinishProps) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const params = { id: draftId }
  const done = (): Promise<void> => queries.invalidateQueries({ queryKey: ['drafts'], refetchType: 'none' })
  /** Everything typed is on the server, and nothing stands in its way; otherwise the fields say what. */
  const isReady = async (): Promise<boolean> => {
    if (!(await draft.flush())) return false
    const check: AnswerOf<typeof checkDraft> = await client.call(checkDraft, { params })
    onProblems(check.problems)
    return check.problems.length === 0
  }
  const tell = (error: unknown): never => {
    if (error instanceof CallTrouble && error.at !== null) onProblems([{ at: error.at, zh: error.zh, en: error.en }])
    throw error
  }
  const accept = usePress(async (_: string, key) => {
    if (!(await isReady())) return
    onAccepted(await client.call(acceptDraft, { params, body: {}, key }).catch(tell))
    await done()
  })
  const ask = usePress(async (_: string, key) => {
    if (!(await isReady())) return
    onAsked(await client.call(askMissing, { params, body: {}, key }).catch(tell))
    await done()
  })
  return (
    <div className="fields">
      <Refused trouble={accept.refusal ?? ask.refusal} />
      <div className="row">
        <button type="button" className="btn" disabled={accept.isBusy} onClick={() => void accept.send('accept')}>
          {accept.isBusy
            ? say('正在办…', 'Working…')
            : form === 'short'
              ? say('登记，先救助', 'Register: help first')
              : say('受理，出回执', 'Accept, give the receipt')}
        </button>
        {form === 'short' ? null : (
          <button type="button" className="btn line" disabled={ask.isBusy} onClick={() => void ask.send('ask')}>
            {say('材料不齐，一次告知', 'Papers missing: ask once')}
          </button>
        )}
      </div>
    </div>
  )
}
