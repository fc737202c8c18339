import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { declareKin, endKin, findKin, listKin } from '../wire.ts'

type Found = AnswerOf<typeof findKin>
const kinKey = ['declared-kin'] as const

/** 近亲属备案: an officer says who on file is kin. From then on nothing of that household is decided by the officer. */
export function KinPage() {
  const say = useSay()
  return (
    <div className="p-kin">
      <PageHead
        title={say('近亲属备案', 'Declared kin')}
        says={say(
          '家里有您的近亲属在申请或者在享受救助，请先在这里登记。登记以后，那一户的意见、决定、入户都不能由您办，系统会挡住；县里也一定先入户，再决定。',
          'If near relatives of yours apply for aid or receive it, declare them here. From then on no opinion, decision or visit of that household is yours to make; the system stands in the way, and the county visits before it decides.',
        )}
      />
      <div className="stack">
        <Declare />
        <Declared />
      </div>
    </div>
  )
}

function Declare() {
  const say = useSay()
  const client = useClient()
  const [number, setNumber] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const find = usePress(async (wanted: string) => {
    setFound(null)
    setFound(await client.call(findKin, { query: { number: wanted } }))
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void find.send(number)
  }
  return (
    <Panel title={say('登记一位', 'Declare somebody')}>
      <form className="fields" onSubmit={send}>
        <TextField
          label={say('亲属那一户的户号', 'Number of their household')}
          hint={say('写全户号；只找得到您能看到的户', 'The whole number; only households in your sight are found')}
          lengthMax={40}
          value={number}
          onChange={setNumber}
        />
        <div className="row">
          <button className="btn line" disabled={find.isBusy || number.trim().length < 2}>
            {say('找这一户', 'Find it')}
          </button>
        </div>
      </form>
      <Refused trouble={find.refusal} />
      {found === null ? null : <DeclareOne key={found.householdId} found={found} onDone={() => setFound(null)} />}
    </Panel>
  )
}

function DeclareOne({ found, onDone }: { readonly found: Found; readonly onDone: () => void }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [personId, setPerson] = useState('')
  const [relation, setRelation] = useState('')
  const press = usePress(async (body: { householdId: string; personId: string; relation: string }, key) => {
    await client.call(declareKin, { body, key })
    await queries.invalidateQueries({ queryKey: kinKey })
    onDone()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send({ householdId: found.householdId, personId, relation })
  }
  return (
    <form className="fields gap" onSubmit={send} aria-label={say(`户 ${found.number}`, `Household ${found.number}`)}>
      <SelectField
        label={say(`户 ${found.number} 里的哪一位`, `Who of household ${found.number}`)}
        ask={say('请选', 'Choose')}
        value={personId}
        onChange={setPerson}
        choices={found.members.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={say('是您的什么人', 'Who they are to you')}
        hint={say('如：父亲、配偶的妹妹', 'Such as father, sister of my spouse')}
        lengthMax={40}
        value={relation}
        onChange={setRelation}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || personId === '' || relation.trim() === ''}>
          {say('登记', 'Declare')}
        </button>
      </div>
    </form>
  )
}

function Declared() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const rows = useQuery({ queryKey: kinKey, queryFn: () => client.call(listKin) })
  return (
    <Panel title={say('登记着的', 'On file')}>
      {rows.isError ? <Trouble error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {rows.data?.length === 0 ? (
        <p className="mute">
          {say('还没有登记。没有近亲属的，不用登记。', 'Nobody yet. Without kin among them nothing is needed.')}
        </p>
      ) : null}
      <ul className="plain-list">
        {(rows.data ?? []).map((row) => (
          <li key={row.id} className="paper-row">
            <span>
              <b>{row.person}</b>{' '}
              <span className="mute">
                {say(
                  `是 ${row.officer.name} 的${row.relation}，${row.declaredOn} 登记`,
                  `${row.relation} of ${row.officer.name}, declared ${row.declaredOn}`,
                )}
              </span>
            </span>
            <ConfirmWithReason
              label={say('不再是了', 'No longer')}
              says={say('从现在起不再回避；登记过的记录留着。', 'From now on nothing is withheld; the record stays.')}
              act={async (_, key) => {
                await client.call(endKin, { params: { id: row.id }, key })
                await queries.invalidateQueries({ queryKey: kinKey })
              }}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
