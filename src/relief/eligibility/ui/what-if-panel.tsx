import { useMutation } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { z } from 'zod'
import { Refused } from '#design/console/case-panel.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { difference, yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { supposeFacts, type SupposedFact } from '../contract.ts'

type Answer = AnswerOf<typeof supposeFacts>
type Fact = z.output<typeof SupposedFact>

const ofMember: readonly { readonly value: Fact; readonly zh: string; readonly en: string }[] = [
  { value: 'wages', zh: '工资性收入', en: 'wages' },
  { value: 'business', zh: '经营净收入', en: 'net business income' },
  { value: 'property', zh: '财产净收入', en: 'net property income' },
  { value: 'transfers', zh: '转移净收入', en: 'net transfers' },
  { value: 'other', zh: '其他收入', en: 'other income' },
  { value: 'deduction', zh: '可扣支出', en: 'deduction' },
]
const ofHousehold: typeof ofMember = [
  { value: 'deposits', zh: '存款', en: 'deposits' },
  { value: 'homes', zh: '房屋（套）', en: 'homes' },
  { value: 'vehicles', zh: '车辆（辆）', en: 'vehicles' },
  { value: 'businesses', zh: '经营主体（个）', en: 'businesses' },
]
const counts: readonly Fact[] = ['homes', 'vehicles', 'businesses']

/** Change one fact and see which lines change. Nothing is kept; the look is recorded. */
export function WhatIfPanel({ id }: { id: string }) {
  const say = useSay()
  const client = useClient()
  const [isOpen, setOpen] = useState(false)
  const [purpose] = usePurpose(id)
  // The last answer stays while the next one is computed, and so does what was typed.
  const [answer, setAnswer] = useState<Answer | null>(null)
  const ask = useMutation({
    onSuccess: setAnswer,
    mutationFn: (supposed: { member: string | null; fact: Fact; value: string | null }[]) =>
      client.call(supposeFacts, {
        ...{ params: { id }, body: { supposed } },
        ...(purpose === undefined ? {} : { purpose }),
      }),
  })
  const open = (): void => {
    setOpen(!isOpen)
    if (answer === null && !isOpen) ask.mutate([])
  }
  return (
    <div className="noprint gap stack why-if">
      <button type="button" className="btn line" aria-expanded={isOpen} onClick={open}>
        {say('假如有个情况不同…', 'What if a fact were another…')}
      </button>
      {isOpen ? (
        <Panel title={say('假如', 'What if')} asOf={say('只看，不存', 'kept nowhere')}>
          {answer === null ? null : (
            <WishForm members={answer.members} isBusy={ask.isPending} onAsk={(wish) => ask.mutate([wish])} />
          )}
          <Refused trouble={ask.error} />
          {answer === null || (ask.variables ?? []).length === 0 ? null : <Result answer={answer} />}
        </Panel>
      ) : null}
    </div>
  )
}

interface WishProps {
  readonly members: Answer['members']
  readonly isBusy: boolean
  readonly onAsk: (wish: { member: string | null; fact: Fact; value: string | null }) => void
}

function WishForm({ members, isBusy, onAsk }: WishProps) {
  const say = useSay()
  const [member, setMember] = useState(members[0]?.id ?? '')
  const [fact, setFact] = useState<string>('wages')
  const [value, setValue] = useState('')
  const facts = member === '' ? ofHousehold : ofMember
  const isCount = counts.some((one) => one === fact)
  const typed = fenTyped(value)
  const amount = isCount ? (/^\d{1,3}$/.test(value) ? value : null) : typed.is === 'amount' ? String(typed.fen) : null
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    const known = facts.find((one) => one.value === fact)
    if (known) onAsk({ member: member === '' ? null : member, fact: known.value, value: amount })
  }
  return (
    <form className="fields why-wish" onSubmit={send}>
      <SelectField
        label={say('谁的', 'Whose')}
        ask={say('一家的财产', 'the household’s')}
        isRequired={false}
        value={member}
        onChange={(next) => {
          setMember(next)
          setFact(next === '' ? 'deposits' : 'wages')
        }}
        choices={members.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={say('哪个情况', 'Which fact')}
        ask={say('选一个', 'choose')}
        value={fact}
        onChange={setFact}
        choices={facts.map((one) => ({ value: one.value, label: say(one) }))}
      />
      <TextField
        label={
          isCount ? say('是多少', 'How many') : say('每月多少元（存款：一共多少元）', 'Yuan a month (deposits: in all)')
        }
        hint={say('空着：当作不知道', 'Empty: as if nobody knew')}
        value={value}
        onChange={setValue}
      />
      <button className="btn" disabled={isBusy || fact === '' || (value.trim() !== '' && amount === null)}>
        {isBusy ? say('正在算…', 'Computing…') : say('看看会怎样', 'See')}
      </button>
    </form>
  )
}

function Result({ answer }: { answer: Answer }) {
  const say = useSay()
  const { before, after, changed } = answer
  const fen = before.amount === null || after.amount === null ? null : BigInt(after.amount) - BigInt(before.amount)
  return (
    <div role="status">
      <p className="wb-answer">
        {said(before.amount, say)} → <b className="cmp">{said(after.amount, say)}</b>{' '}
        {fen === null ? null : difference(fen, say('一样', 'equal'))}
      </p>
      {changed.length === 0 ? (
        <p className="mute">{say('没有一行变。', 'No line changes.')}</p>
      ) : (
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('哪一行', 'Line')}</th>
              <th scope="col" className="r">
                {say('现在', 'Now')}
              </th>
              <th scope="col" className="r">
                {say('假如', 'If')}
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map((line) => (
              <tr key={line.id}>
                <th scope="row">{say(line)}</th>
                <td className="r" data-label={say('现在', 'Now')}>
                  {line.onlyIn === 'after' ? say('没有这一行', 'no such line') : cell(line.unit, line.before, say)}
                </td>
                <td className="r" data-label={say('假如', 'If')}>
                  {line.onlyIn === 'before' ? say('不用再看', 'not looked at') : cell(line.unit, line.after, say)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

const said = (fen: string | null, say: Say): string =>
  fen === null ? say('说不准', 'not certain') : `${yuan(fen)} ${say('元', 'yuan')}`

function cell(unit: Answer['changed'][number]['unit'], value: string | null, say: Say): string {
  if (value === null) return say('不知道', 'unknown')
  if (unit === 'test') return value === 'true' ? say('过', 'holds') : say('不过', 'fails')
  return unit === 'fen' ? yuan(value) : value
}
