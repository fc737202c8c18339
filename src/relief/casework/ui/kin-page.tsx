import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { answerKinEnd, askKinEnd, declareKin, findKin, listKin } from '../wire.ts'

type Found = AnswerOf<typeof findKin>
type Kin = AnswerOf<typeof listKin>[number]
const kinKey = ['declared-kin'] as const

/** 近亲属备案: an officer says who on file is kin. From then on nothing of that household is decided by the officer. */
export function KinPage() {
  const say = useSay()
  return (
    <div className="p-kin">
      <PageHead
        title={say('近亲属备案', 'Declared kin')}
        says={say(
          '家里有您的近亲属在申请或者在享受救助，请先在这里登记。登记以后，那一户的意见、决定、入户、复核都不能由您办，系统会挡住；县里也一定先入户，再决定。',
          'If near relatives of yours apply for aid or receive it, declare them here. From then on no opinion, decision, visit or review of that household is yours to make; the system stands in the way, and the county visits before it decides.',
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
          hint={say(
            '写全户号；住在别的镇街的也找得到。只露半个名字，找过都有记录',
            'The whole number; other towns are found too. Names are masked, and every look is written down',
          )}
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
          <DeclaredRow key={row.id} row={row} />
        ))}
      </ul>
    </Panel>
  )
}

function DeclaredRow({ row }: { readonly row: Kin }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const params = { id: row.id }
  const again = () => queries.invalidateQueries({ queryKey: kinKey })
  const answer = (agrees: boolean) => async (reason: string, key: string) => {
    await client.call(answerKinEnd, { params, body: { agrees, reason }, key })
    await again()
  }
  return (
    <li className="stack">
      <div>
        <b>{row.person}</b>{' '}
        <span className="mute">
          {say(
            `是 ${row.officer.name} 的${row.relation}，${row.declaredOn} 登记`,
            `${row.relation} of ${row.officer.name}, declared ${row.declaredOn}`,
          )}
        </span>
        {row.ending === null ? null : (
          <p>
            <State tone="soon">{say('等第二个人核实', 'waits for a second person')}</State>{' '}
            {say(
              `${row.ending.by} ${row.ending.on} 提出不再是了：${row.ending.reason}。核实以前照样回避。`,
              `${row.ending.by} said on ${row.ending.on} that it is over: ${row.ending.reason}. Until it is verified it stands.`,
            )}
          </p>
        )}
      </div>
      {row.may.ask ? (
        <ConfirmWithReason
          label={say('不再是了', 'No longer')}
          says={say(
            '要另一位审核确认人员核实、同意才算，在那以前照样回避；登记过的记录留着。',
            'Another reviewer must verify it and agree; until then it stands. The record stays.',
          )}
          askReason={say('为什么不再是了', 'Why it is over')}
          act={async (reason, key) => {
            await client.call(askKinEnd, { params, body: { reason }, key })
            await again()
          }}
        />
      ) : null}
      {row.may.confirm ? (
        <div className="row">
          <ConfirmWithReason
            label={say('核实过，同意', 'Verified: agree')}
            says={say(
              '从现在起不再回避；登记过的记录留着。',
              'From now on the officer no longer keeps away; the record stays.',
            )}
            askReason={say('怎么核实的', 'How it was verified')}
            act={answer(true)}
          />
          <ConfirmWithReason
            label={say('不同意', 'Do not agree')}
            says={say('登记照旧，照样回避。', 'The declaration stands as before.')}
            askReason={say('为什么不同意', 'Why not')}
            act={answer(false)}
          />
        </div>
      ) : null}
    </li>
  )
}
