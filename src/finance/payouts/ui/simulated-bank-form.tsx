import { useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import type { PayFileCard, RunFiles } from './model.ts'
import { sendSimulated } from './pay-calls.ts'

/** 模拟银行, in demonstrations only: answers the last file, rightly or wrong on purpose, through the same door. */
export function SimulatedBank({
  runId,
  files,
  faults,
}: {
  runId: string
  files: readonly PayFileCard[]
  faults: RunFiles['simulator']
}) {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const [failures, setFailures] = useState('3')
  const [fault, setFault] = useState('')
  const last = files.at(-1)
  const press = usePress(async (wish: { fileId: string; failures: number; fault: string }, key) => {
    const id = await sendSimulated(client, runId, { ...wish, key })
    await navigate({ to: '/pay/returns/$id', params: { id } })
  })
  if (faults.length === 0 || last === undefined) return null
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    void press.send({ fileId: last.id, failures: Number(failures), fault })
  }
  return (
    <form className="fields pay-simulator" onSubmit={send}>
      <h3>{say('模拟银行回盘', 'Simulated bank')}</h3>
      <p className="mute small">
        {say(
          `只在演示里有，背后没有真银行。它回最近的一批 ${last.batch}。`,
          `Demonstration only; no real bank is behind it. It answers the last batch, ${last.batch}.`,
        )}
      </p>
      <SelectField
        label={say('失败几笔', 'How many fail')}
        ask={say('一笔也不失败', 'None')}
        isRequired={false}
        value={failures}
        onChange={setFailures}
        choices={['1', '3', '5'].map((value) => ({ value, label: say(`${value} 笔`, value) }))}
      />
      <SelectField
        label={say('故意出什么差错', 'Wrong on purpose')}
        ask={say('不出差错', 'Nothing')}
        isRequired={false}
        value={fault}
        onChange={setFault}
        choices={faults.map((one) => ({ value: one.name, label: say(one) }))}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn line" disabled={press.isBusy}>
          {press.isBusy ? say('模拟银行正在回…', 'Answering…') : say('让模拟银行回盘', 'Let the simulated bank answer')}
        </button>
      </div>
    </form>
  )
}
