import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { LabelledField, TextField } from '#design/console/fields.tsx'
import { many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import {
  answerConnection,
  askConnection,
  switchConnectionOff,
  switchConnectionOn,
  tryConnection,
  waitForConnection,
  withdrawConnection,
} from '../wire-connections.ts'
import type { Connection } from './connections-page.tsx'

interface Props {
  readonly one: Connection
  readonly onDone: (next: readonly Connection[]) => void
}
type Tried = AnswerOf<typeof tryConnection>

/** Seconds as typed, in milliseconds. */
export const millisecondsOf = (seconds: string): number => Math.round(Number(seconds) * 1000)

/** What may be done with a department: try it, ask for another address, wait longer, switch it off or on. */
export function ConnectionActions({ one, onDone }: Props) {
  const say = useSay()
  const client = useClient()
  const params = { department: one.department }
  const answers = one.state === 'live' || one.state === 'simulated'
  const hasMore = one.change === null || one.set !== null
  return (
    <div className="row" hidden={!answers && !hasMore}>
      {answers ? <TryOut one={one} of="live" /> : null}
      {one.change === null ? <AskChange one={one} onDone={onDone} /> : null}
      {one.set === null ? null : <WaitLonger one={one} onDone={onDone} />}
      {one.state === 'live' ? (
        <ConfirmWithReason
          tone="danger"
          label={say('停用', 'Switch off')}
          says={say(
            '停用以后不再问这个部门，核对报告写“没有接通，未查”；正在办的件照样要等或者具名先办。',
            'It is asked nothing any more, and reports say “not asked”. Cases that wait for it still wait, or go on by name.',
          )}
          askReason={say('为什么停用', 'Why it is switched off')}
          act={async (reason, key) => onDone(await client.call(switchConnectionOff, { params, body: { reason }, key }))}
        />
      ) : null}
      {one.state === 'off' ? (
        <ConfirmWithReason
          label={say('重新启用', 'Switch on again')}
          says={say(`还是两个人看过的地址：${one.baseUrl}`, `At the address two people looked at: ${one.baseUrl}`)}
          askReason={say('为什么启用', 'Why it is switched on')}
          act={async (reason, key) => onDone(await client.call(switchConnectionOn, { params, body: { reason }, key }))}
        />
      ) : null}
    </div>
  )
}

function AskChange({ one, onDone }: Props) {
  const say = useSay()
  const client = useClient()
  const [baseUrl, setBaseUrl] = useState(one.baseUrl ?? '')
  const [secret, setSecret] = useState('')
  const [seconds, setSeconds] = useState(String(one.timeoutMs / 1000))
  const isFirst = one.set === null
  return (
    <ConfirmWithReason
      label={isFirst ? say('接通这个部门', 'Connect this department') : say('改地址或密钥', 'Change address or secret')}
      says={say(
        '提出以后由另一个人核实，核实以前照旧。证件号码会送到这个地址，请照着对方盖章的接入单填。',
        'Another person confirms; until then nothing changes. ID numbers will be sent to this address: copy it from the stamped sheet of the department.',
      )}
      askReason={say('依据哪张接入单、为什么', 'On which sheet, and why')}
      act={async (why, key) => {
        const body = {
          baseUrl,
          secret: secret === '' ? null : secret,
          timeoutMs: millisecondsOf(seconds),
          definition: null,
          why,
        }
        onDone(await client.call(askConnection, { params: { department: one.department }, body, key }))
        setSecret('')
      }}
    >
      <AddressFields isFirst={isFirst} address={baseUrl} onAddress={setBaseUrl} secret={secret} onSecret={setSecret} />
      <Seconds value={seconds} onChange={setSeconds} />
    </ConfirmWithReason>
  )
}

interface AddressProps {
  readonly isFirst: boolean
  readonly address: string
  readonly onAddress: (text: string) => void
  readonly secret: string
  readonly onSecret: (text: string) => void
}

export function AddressFields(props: AddressProps) {
  const say = useSay()
  return (
    <>
      <TextField
        label={say('地址', 'Address')}
        hint={say(
          'https://…；只有本机和内网地址可以用 http',
          'https://…; http only on this machine and private addresses',
        )}
        lengthMax={300}
        isRequired
        value={props.address}
        onChange={props.onAddress}
      />
      <LabelledField
        label={say('密钥', 'Secret')}
        hint={
          props.isFirst
            ? say(
                '至少 12 个字符；提交就封存，以后谁也看不到',
                'At least 12 characters; sealed when sent, and seen by nobody afterwards',
              )
            : say('不填就用原来那个', 'Left empty, the one in use stays')
        }
      >
        {(control) => (
          <input
            {...control}
            className="in"
            type="password"
            autoComplete="new-password"
            minLength={12}
            maxLength={200}
            required={props.isFirst}
            value={props.secret}
            onChange={(event) => props.onSecret(event.target.value)}
          />
        )}
      </LabelledField>
    </>
  )
}

export function Seconds({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useSay()
  return (
    <LabelledField label={say('最多等几秒', 'Wait at most, seconds')} hint={say('0.2 到 300 秒', '0.2 to 300 seconds')}>
      {(control) => (
        <input
          {...control}
          className="in"
          type="number"
          inputMode="decimal"
          min={0.2}
          max={300}
          step={0.1}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </LabelledField>
  )
}

function WaitLonger({ one, onDone }: Props) {
  const say = useSay()
  const client = useClient()
  const [seconds, setSeconds] = useState(String(one.timeoutMs / 1000))
  return (
    <ConfirmWithReason
      label={say('改等多久', 'Change the wait')}
      act={async (_, key) =>
        onDone(
          await client.call(waitForConnection, {
            ...{ params: { department: one.department }, body: { timeoutMs: millisecondsOf(seconds) }, key },
          }),
        )
      }
    >
      <Seconds value={seconds} onChange={setSeconds} />
    </ConfirmWithReason>
  )
}

/** With a person who does not exist: whether it answers, how fast, and what is wrong when it does not. */
function TryOut({ one, of }: { readonly one: Connection; readonly of: 'live' | 'asked' }) {
  const say = useSay()
  const client = useClient()
  const [tried, setTried] = useState<Tried | null>(null)
  const press = usePress(async () => {
    setTried(null)
    setTried(await client.call(tryConnection, { params: { department: one.department }, body: { of } }))
  })
  return (
    <div>
      <div className="row">
        <button type="button" className="btn line" disabled={press.isBusy} onClick={() => void press.send(undefined)}>
          {press.isBusy
            ? say('正在问…', 'Asking…')
            : of === 'live'
              ? say('用合成人员试一试', 'Try it with a synthetic person')
              : say('试一试新地址', 'Try the new address')}
        </button>
        <span role="status">{tried === null ? null : <TriedSays tried={tried} />}</span>
      </div>
      <Refused trouble={press.refusal} />
    </div>
  )
}

function TriedSays({ tried }: { readonly tried: Tried }) {
  const say = useSay()
  const seconds = (tried.milliseconds / 1000).toFixed(2)
  const sim = tried.isSimulated ? say('（模拟器）', ' (simulator)') : ''
  if (tried.outcome === 'answered')
    return (
      <State tone="ok">
        {say(
          `通了${sim}：${seconds} 秒，${tried.asked} 项答了 ${tried.answered} 项`,
          `It works${sim}: ${seconds} s, ${tried.answered} of ${tried.asked} items`,
        )}
      </State>
    )
  const why = tried.trouble === null ? '' : say(tried.trouble)
  return tried.outcome === 'refused' ? (
    <State tone="ok">
      {say(
        `通了${sim}：${seconds} 秒，对方说查无此人一类的话（${why}）`,
        `It works${sim}: ${seconds} s, it answered with a no (${why})`,
      )}
    </State>
  ) : (
    <State tone="late">{say(`没有通：${why}（${seconds} 秒）`, `It does not work: ${why} (${seconds} s)`)}</State>
  )
}

/** A change that waits: what it would be, who asks, and what the second person may do. */
export function ChangeWaits({ one, change, onDone }: Props & { readonly change: NonNullable<Connection['change']> }) {
  const say = useSay()
  const client = useClient()
  const params = { department: one.department, id: change.id }
  const answer = (agrees: boolean) => async (why: string, key: string) =>
    onDone(await client.call(answerConnection, { params, body: { agrees, why }, key }))
  const items = change.items === null ? '' : say(`，问 ${change.items} 项`, `, about ${many(change.items, 'item')}`)
  const secret = change.hasNewSecret
    ? say('，换新密钥', ', with a new secret')
    : say('，密钥不变', ', the secret stays')
  return (
    <div className="note soon stack">
      <p>
        <State tone="soon">{say('等第二个人核实', 'waits for a second person')}</State>{' '}
        {say(
          `${change.by} ${momentText(change.at)} 提出${one.set === null ? '接到' : '改成'} ${change.baseUrl}，最多等 ${change.timeoutMs / 1000} 秒${secret}${items}。${change.why}`,
          `${change.by} asked on ${momentText(change.at)} for ${change.baseUrl}, waiting ${many(change.timeoutMs / 1000, 'second')}${secret}${items}. ${change.why}`,
        )}
      </p>
      {one.mayConnect || change.mayAnswer ? <TryOut one={one} of="asked" /> : null}
      <div className="row">
        {change.mayAnswer ? (
          <>
            <ConfirmWithReason
              label={say('核实过，同意', 'Verified: agree')}
              says={say(
                `以后证件号码送到 ${change.baseUrl}。请打电话或者对着盖章的接入单核过再同意。`,
                `ID numbers will be sent to ${change.baseUrl}. Agree after phoning or comparing with the stamped sheet.`,
              )}
              askReason={say('怎么核实的', 'How it was verified')}
              act={answer(true)}
            />
            <ConfirmWithReason
              label={say('不同意', 'Do not agree')}
              says={say('照旧，什么也不改。', 'Nothing changes.')}
              askReason={say('为什么不同意', 'Why not')}
              act={answer(false)}
            />
          </>
        ) : null}
        {change.mayWithdraw ? (
          <ConfirmWithReason
            label={say('收回', 'Take it back')}
            act={async (_, key) => onDone(await client.call(withdrawConnection, { params, key }))}
          />
        ) : null}
      </div>
    </div>
  )
}
