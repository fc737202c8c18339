import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { OpenPaper } from '#registry/documents/ui/open-paper.tsx'
import { addDraftPaper, checkDraft, openDraft, removeDraftPaper, type PaperNeed } from '../wire.ts'
import { PaperAdd } from './paper-add.tsx'
import type { StepProps } from './steps.ts'

export const needKey = ({ kind, memberKey }: Pick<PaperNeed, 'kind' | 'memberKey'>): string =>
  `${kind} ${memberKey ?? ''}`

/** The list of the programme: what is there, what is missing, and what an office verifies and nobody is asked for. */
export function PapersStep({ draft, draftId }: StepProps & { readonly draftId: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const params = { id: draftId }
  const check = useQuery({
    queryKey: ['drafts', draftId, 'check'],
    gcTime: 0,
    queryFn: async () => {
      await draft.flush()
      return client.call(checkDraft, { params })
    },
  })
  const given = useQuery({
    queryKey: ['drafts', draftId, 'papers'],
    queryFn: async () => (await client.call(openDraft, { params })).papers,
  })
  const again = () => queries.invalidateQueries({ queryKey: ['drafts', draftId] })
  const send = async (form: FormData, key: string): Promise<void> => {
    await draft.flush()
    await client.json({ verb: 'POST', path: addDraftPaper.path, params, body: form, key })
    await again()
  }
  const remove = async (paper: string): Promise<void> => {
    await client.call(removeDraftPaper, { params: { ...params, paper } })
    await again()
  }
  const { members } = draft.parts.members
  return (
    <div className="fields">
      {check.isError ? <Trouble error={check.error} onRetry={() => void check.refetch()} /> : null}
      {check.isPending ? <Waiting what={say('正在看要哪些材料', 'Seeing which papers are wanted')} /> : null}
      <ul className="plain-list">
        {(check.data?.papers ?? []).map((need) => (
          <li key={needKey(need)} className="paper-row">
            <NeedLine need={need} />
            {need.state === 'missing' ? <PaperAdd members={members} wanted={need} send={send} /> : null}
          </li>
        ))}
      </ul>
      <p className="mute small">{check.data?.source}</p>
      <h3>{say('收到的', 'Taken')}</h3>
      {given.data?.length === 0 ? <p className="mute">{say('还没有收到材料。', 'None yet.')}</p> : null}
      <ul className="plain-list">
        {(given.data ?? []).map((paper) => (
          <li key={paper.id} className="row">
            <OpenPaper id={paper.documentId} purpose={say('受理申请', 'taking an application')}>
              {say(paper.words)}
            </OpenPaper>
            <span className="mute">{members.find(({ key }) => key === paper.memberKey)?.name ?? ''}</span>
            <button type="button" className="btn text" onClick={() => void remove(paper.id)}>
              {say('去掉', 'Remove')}
            </button>
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('再收一份别的材料', 'Take another paper')}</summary>
        <PaperAdd members={members} send={send} />
      </details>
    </div>
  )
}

export function NeedLine({ need }: { need: PaperNeed }) {
  const say = useSay()
  const whose = need.memberName === null ? '' : say(`（${need.memberName}）`, ` (${need.memberName})`)
  return (
    <span>
      <b>{`${say(need.words)}${whose}`}</b>{' '}
      {need.state === 'given' ? (
        <State tone="ok">{say('有了', 'there')}</State>
      ) : need.state === 'missing' ? (
        <State tone="soon">{say('还缺', 'missing')}</State>
      ) : (
        <State tone="still">
          {say(`不用交，${need.verifiedBy?.zh ?? ''}`, `not asked for: ${need.verifiedBy?.en ?? ''}`)}
        </State>
      )}
    </span>
  )
}
