import { useState, type SyntheticEvent } from 'react'
import { CasePanel, Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { ChoiceField, ReasonField, SelectField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { blankObjection, ObjectionFields, type TypedObjection } from '#relief/public-notice/ui/objection-fields.tsx'
import { RevealEndingObjector } from '#relief/public-notice/ui/reveal-ending-objector.tsx'
import { decideLeavingAgain, objectToLeaving, putOnNotice } from '../wire.ts'
import { onlyPerson, PersonAndGround } from './leaving-form.tsx'
import { SendBack } from './send-back.tsx'
import type { EndingView, ReviewFile } from './words.ts'

interface PanelProps {
  readonly file: ReviewFile
  readonly ending: EndingView
  readonly onDone: (file: ReviewFile) => void
}

/** The notice before the end: what hangs, who objected, what is decided again. */
export function EndingPanel({ file, ending, onDone }: PanelProps) {
  const say = useSay()
  const { may } = file
  return (
    <CasePanel title={say('停止前的公示', 'The notice before the end')} asOf={ending.notice?.source ?? ending.source}>
      <div className="stack">
        <Notices ending={ending} />
        <Objections {...{ file, ending }} />
        {file.state === 'objected' ? (
          <p>
            {say(
              `有异议，${ending.objection.days} 个工作日以内换人重新决定，最晚 ${file.dueOn}（${ending.objection.source}），决定了再公示。`,
              `Objected to: somebody else decides again within ${ending.objection.days} working days, by ${file.dueOn} (${ending.objection.source}), and that is put up again.`,
            )}
          </p>
        ) : null}
        {may.putUp ? <PutUp file={file} onDone={onDone} /> : null}
        {may.object && ending.notices[0]?.isOpen === true ? <ObjectionForm file={file} onDone={onDone} /> : null}
        {may.decideAgain ? <SecondDecision {...{ file, ending, onDone }} /> : null}
        {may.sendBack && !may.approve ? <SendBack file={file} onDone={onDone} /> : null}
      </div>
    </CasePanel>
  )
}

const stateWords = {
  shown: { zh: '正在公示', en: 'hanging' },
  'not-shown': { zh: '未成年人，不公示', en: 'a minor: never shown' },
  ended: { zh: '公示期满', en: 'its days are over' },
  objected: { zh: '有异议，已撤下', en: 'objected to, taken down' },
  'taken-down': { zh: '退回，已撤下', en: 'sent back, taken down' },
} as const

function Notices({ ending }: { readonly ending: EndingView }) {
  const say = useSay()
  if (ending.notices.length === 0)
    return <p>{say('还没有贴出。没有公示，不能批准。', 'Not put up yet. Without a notice nothing can be approved.')}</p>
  return (
    <ul className="stack">
      {ending.notices.map((one) => (
        <li key={one.id}>
          <b>
            {one.says === 'to-end'
              ? say(`第 ${one.round} 次：拟停止供养`, `Round ${one.round}, to end:`)
              : say(`第 ${one.round} 次：重新核实，不停止`, `Round ${one.round}, to go on:`)}
          </b>{' '}
          {one.state === 'shown' && !one.isOpen
            ? say('公示期满，没有异议', 'its days are over, nobody objected')
            : say(stateWords[one.state])}
          {one.state === 'not-shown' ? null : (
            <p className="small mute">
              {say(
                `${one.putUpOn} 贴出，到 ${one.lastDay} 24 时`,
                `put up ${one.putUpOn}, to the end of ${one.lastDay}`,
              )}{' '}
              {one.href === null ? null : <a href={one.href}>{say('看公示页', 'See the public page')}</a>}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Objections({ file, ending }: Omit<PanelProps, 'onDone'>) {
  const say = useSay()
  if (ending.objections.length === 0) return null
  return (
    <ul className="stack" aria-label={say('异议', 'Objections')}>
      {ending.objections.map((one) => (
        <li key={one.id}>
          <b>{say('异议', 'Objection')}</b>{' '}
          <span className="mute">{`${momentText(one.receivedAt)} ${one.recordedBy}`}</span>
          <p>{one.text}</p>
          {file.may.seeObjector ? <RevealEndingObjector id={one.id} /> : null}
        </li>
      ))}
    </ul>
  )
}

function PutUp({ file, onDone }: Omit<PanelProps, 'ending'>) {
  const say = useSay()
  const client = useClient()
  const put = async (_: string, key: string): Promise<void> =>
    onDone(await client.call(putOnNotice, { params: { id: file.id }, body: { version: file.version }, key }))
  return (
    <ConfirmWithReason
      label={say('贴出公示', 'Put it on notice')}
      tone="main"
      says={say(
        '村里的公示栏会写出姓名和“拟停止供养”，别的都不写；未成年人什么都不贴。',
        'The board of the village shows the name and that the support is proposed to end, and nothing else; of a minor nothing is shown.',
      )}
      act={put}
    />
  )
}

function ObjectionForm({ file, onDone }: Omit<PanelProps, 'ending'>) {
  const say = useSay()
  const client = useClient()
  const [typed, setTyped] = useState(blankObjection)
  const press = usePress(async (wish: TypedObjection, key) => {
    const body = { ...wish, version: file.version }
    onDone(await client.call(objectToLeaving, { params: { id: file.id }, body, key }))
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send(typed)
  }
  return (
    <details className="earlier noprint">
      <summary>{say('有人提异议：登记', 'Somebody objects: record it')}</summary>
      <form className="fields" onSubmit={send}>
        <p className="mute">
          {say(
            '登记以后公示马上撤下，由别的人重新决定、重新公示。',
            'Once recorded the notice comes down; somebody else decides again and puts that up.',
          )}
        </p>
        <ObjectionFields
          typed={typed}
          onType={setTyped}
          sealed={say('封存，不告诉这家人', 'Sealed; the family is not told')}
        />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={press.isBusy}>
            {say('登记异议，撤下公示', 'Record it and take the notice down')}
          </button>
        </div>
      </form>
    </details>
  )
}

/** Ends all the same, or goes on; whichever it is hangs once more. */
function SecondDecision({ file, ending, onDone }: PanelProps) {
  const say = useSay()
  const client = useClient()
  const before = file.proposal?.kind === 'leave' ? file.proposal : null
  const [outcome, setOutcome] = useState('')
  const [wish, setWish] = useState({
    personId: before?.personId ?? onlyPerson(ending),
    ground: before?.ground ?? '',
  })
  const [why, setWhy] = useState('')
  const press = usePress(async (sent: { personId: string; ground: string | null; why: string }, key) => {
    const body = { ...sent, version: file.version }
    onDone(await client.call(decideLeavingAgain, { params: { id: file.id }, body, key }))
  })
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    await press.send({ ...wish, ground: outcome === 'ends' ? wish.ground : null, why: why.trim() })
  }
  const isReady = wish.personId !== '' && (outcome === 'goes-on' || (outcome === 'ends' && wish.ground !== ''))
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      <ChoiceField
        label={say('重新核实以后', 'After looking into it again')}
        value={outcome}
        onChange={setOutcome}
        choices={[
          { value: 'ends', label: say('还是终止', 'The support ends all the same') },
          { value: 'goes-on', label: say('不终止，继续供养', 'The support goes on') },
        ]}
      />
      {outcome === 'ends' ? <PersonAndGround ending={ending} wish={wish} onChange={setWish} /> : null}
      {outcome === 'goes-on' ? (
        <SelectField
          label={say('谁', 'Who')}
          ask={say('请选', 'Choose')}
          value={wish.personId}
          onChange={(personId) => setWish({ ...wish, personId })}
          choices={ending.people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <ReasonField label={say('怎么核实的、为什么', 'How it was verified, and why')} value={why} onChange={setWhy} />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || !isReady}>
          {say('重新决定，再公示', 'Decide again and put it up')}
        </button>
      </div>
    </form>
  )
}
