import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, ReasonField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { answerDifference, settleDifference } from '../wire.ts'
import { useCheckChanged, type LineAnswer, type PanelAnswer, type ReportAnswer } from './calls.ts'
import { textOf } from './shown.tsx'

interface FormProps {
  readonly report: ReportAnswer
  readonly line: LineAnswer
  readonly panel: PanelAnswer
}

/** The two things that can be done about a difference, each behind its own word. */
export function DifferenceForms(props: FormProps) {
  const say = useSay()
  const { report, line, panel } = props
  if (!line.isDifference) return null
  return (
    <div className="mc-forms noprint">
      {panel.may.answer ? (
        <details>
          <summary>{say('记家庭的说法', 'What the family says')}</summary>
          <AnswerForm key={line.answers.length} {...props} />
        </details>
      ) : null}
      {panel.may.settle && report.isLatest ? (
        <details>
          <summary>
            {line.settled === null ? say('认定采用哪个数', 'Settle it') : say('改认定', 'Settle it anew')}
          </summary>
          <SettleForm key={line.settled?.why ?? ''} {...props} />
        </details>
      ) : null}
    </div>
  )
}

function AnswerForm({ report, line, panel }: FormProps) {
  const say = useSay()
  const client = useClient()
  const changed = useCheckChanged(report.caseId)
  const [says, setSays] = useState('')
  const [note, setNote] = useState('')
  const [documentId, setDocument] = useState('')
  const press = usePress(async (body: { says: 'agrees' | 'objects'; note: string; documentId: string | null }, key) => {
    await client.call(answerDifference, { params: { id: report.id }, body: { ...body, line: line.key }, key })
    await changed()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (says !== 'agrees' && says !== 'objects') return
    void press.send({ says, note: note.trim(), documentId: documentId === '' ? null : documentId })
  }
  return (
    <form className="fields" onSubmit={send}>
      <ChoiceField
        label={say('家庭的意见', 'The family')}
        value={says}
        onChange={setSays}
        choices={[
          { value: 'agrees', label: say('认可查到的数', 'Agrees with what was found') },
          { value: 'objects', label: say('有异议', 'Objects') },
        ]}
      />
      <ReasonField
        label={say('他们怎么说', 'In their words')}
        value={note}
        onChange={setNote}
        isRequired={false}
        lines={2}
      />
      {panel.papers.length === 0 ? null : (
        <SelectField
          label={say('证明材料', 'Evidence')}
          ask={say('没有材料', 'No paper')}
          value={documentId}
          onChange={setDocument}
          isRequired={false}
          choices={panel.papers.map((paper) => ({ value: paper.id, label: `${say(paper)} ${paper.on}` }))}
        />
      )}
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy}>
          {say('记下来', 'Write it down')}
        </button>
      </div>
    </form>
  )
}

type Takes = 'declared' | 'found' | 'confirmed'
const isTakes = (text: string): text is Takes => text === 'declared' || text === 'found' || text === 'confirmed'

function SettleForm({ report, line }: FormProps) {
  const say = useSay()
  const client = useClient()
  const changed = useCheckChanged(report.caseId)
  const [takes, setTakes] = useState('')
  const [value, setValue] = useState('')
  const [why, setWhy] = useState('')
  const press = usePress(async (body: { takes: Takes; value: string | null; why: string }, key) => {
    await client.call(settleDifference, { params: { id: report.id }, body: { ...body, line: line.key }, key })
    await changed()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isTakes(takes)) void press.send({ takes, value: takes === 'confirmed' ? value.trim() : null, why: why.trim() })
  }
  const isDeath = line.found?.kind === 'day'
  const found = line.found === null ? say('查无记录', 'nothing on record') : textOf(line.found, say)
  return (
    <form className="fields" onSubmit={send}>
      <ChoiceField
        label={say('测算用哪个数', 'Which value counts')}
        value={takes}
        onChange={setTakes}
        choices={[
          {
            value: 'declared',
            label: isDeath
              ? say('部门登记有误，人在世', 'The register errs: the person lives')
              : say('申报的数', 'The declared value'),
            ...(line.declared === null ? {} : { says: textOf(line.declared.value, say) }),
            isOff: line.declared === null && !isDeath,
          },
          { value: 'found', label: say('部门查到的数', 'The found value'), says: found },
          {
            value: 'confirmed',
            label: say('复核确认的另一个数', 'Another value, confirmed'),
            says: say('例如凭工资条确认的数', 'for example by a pay slip'),
            isOff: !line.canBeStated,
          },
        ]}
      />
      {takes === 'confirmed' ? (
        <TextField label={say('确认的数', 'Confirmed value')} value={value} onChange={setValue} isRequired />
      ) : null}
      <ReasonField
        label={say('为什么', 'Why')}
        hint={
          line.canBeStated
            ? say('从现在起测算用这个数，写明来源和理由。', 'The sum uses it from now on, with source and reason.')
            : say('只写明怎么认定；户籍等请在家庭档案里改。', 'Noted only; correct the registration in the file.')
        }
        value={why}
        onChange={setWhy}
        lines={2}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy}>
          {say('认定', 'Settle')}
        </button>
      </div>
    </form>
  )
}
