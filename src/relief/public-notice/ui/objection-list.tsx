import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, ReasonField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { OpenPaper } from '#registry/documents/ui/open-paper.tsx'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { useMoved } from '#relief/casework/ui/case-file.ts'
import { answerObjection, revealObjector } from '../wire.ts'
import type { NoticeAnswer, ObjectionFace } from './calls.ts'
import { RevealObjector } from './reveal-objector.tsx'

interface ListProps {
  readonly caseId: string
  readonly answer: NoticeAnswer
}

/** Every objection with its answer; the county decides when none is open. */
export function ObjectionList({ caseId, answer }: ListProps) {
  const say = useSay()
  const open = answer.objections.filter((one) => one.answer === null).length
  return (
    <section aria-label={say('异议', 'Objections')}>
      <h3>
        {say(`异议 ${answer.objections.length} 条`, `Objections: ${answer.objections.length}`)}{' '}
        {open === 0 ? (
          <State tone="ok">{say('都答复了', 'all answered')}</State>
        ) : (
          <State tone="soon">{say(`${open} 条没有答复，答复了县里才能决定`, `${open} open; the county waits`)}</State>
        )}
      </h3>
      <ul className="rows">
        {answer.objections.map((one) => (
          <li key={one.id}>
            <Objection caseId={caseId} objection={one} may={answer.may} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OneProps {
  readonly caseId: string
  readonly objection: ObjectionFace
  readonly may: NoticeAnswer['may']
}

function Objection({ caseId, objection, may }: OneProps) {
  const say = useSay()
  const [purpose] = usePurpose(caseId)
  const { text, evidence, answer } = objection
  return (
    <article>
      <p className="mute small">
        {momentText(objection.receivedAt)} ·{' '}
        {say(
          `对第 ${objection.round} 次公示 · ${objection.recordedBy}登记`,
          `to notice ${objection.round}, recorded by ${objection.recordedBy}`,
        )}
      </p>
      <p>{text}</p>
      {evidence.length === 0 ? null : (
        <p>
          {evidence.map((paper) => (
            <OpenPaper key={paper.id} id={paper.id} purpose={purpose}>
              {paper.name === '' ? say('打开证据', 'Open the evidence') : paper.name}
            </OpenPaper>
          ))}
        </p>
      )}
      {may.seeObjector ? <Objector id={objection.id} /> : null}
      {answer === null ? (
        <NoAnswer caseId={caseId} objection={objection} may={may} />
      ) : (
        <p>
          <State tone="ok">{answer.upheld ? say('异议成立', 'it holds') : say('异议不成立', 'it does not hold')}</State>{' '}
          {answer.text}{' '}
          <span className="mute small">
            {answer.by} · {answer.on}
          </span>
        </p>
      )}
    </article>
  )
}

function NoAnswer({ caseId, objection, may }: OneProps) {
  const say = useSay()
  if (objection.isOwnOpinion)
    return (
      <p className="mute">
        {say(
          '被提异议的意见是您给的，异议由另一位工作人员答复。',
          'You gave the opinion that is objected to; somebody else answers.',
        )}
      </p>
    )
  if (!may.answer) return <p className="mute">{say('还没有答复。', 'Not answered yet.')}</p>
  return <AnswerForm caseId={caseId} id={objection.id} />
}

function AnswerForm({ caseId, id }: { readonly caseId: string; readonly id: string }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(caseId)
  const [upheld, setUpheld] = useState('')
  const [text, setText] = useState('')
  const press = usePress(async (body: { readonly upheld: boolean; readonly text: string }, key) => {
    await client.call(answerObjection, { params: { id }, body, key })
    await moved()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (upheld !== '') void press.send({ upheld: upheld === 'yes', text: text.trim() })
  }
  return (
    <details className="earlier noprint">
      <summary>{say('答复', 'Answer it')}</summary>
      <form className="fields" onSubmit={send}>
        <ChoiceField
          label={say('查过以后', 'After looking into it')}
          value={upheld}
          onChange={setUpheld}
          choices={[
            { value: 'yes', label: say('异议成立', 'It holds') },
            { value: 'no', label: say('异议不成立', 'It does not hold') },
          ]}
        />
        <ReasonField
          label={say('答复', 'Answer')}
          hint={say(
            '怎么查的，查到什么。答复以后不能改',
            'How it was looked into and what was found. It cannot be changed',
          )}
          value={text}
          onChange={setText}
        />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={press.isBusy}>
            {press.isBusy ? say('正在记下…', 'Recording…') : say('答复', 'Answer')}
          </button>
        </div>
      </form>
    </details>
  )
}

function Objector({ id }: { readonly id: string }) {
  const client = useClient()
  return <RevealObjector reveal={(purpose) => client.call(revealObjector, { params: { id }, purpose })} />
}
