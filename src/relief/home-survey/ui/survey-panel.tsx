import { many } from '#design/console/figures.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CasePanel, type PanelState } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useCaseSurveys, type CaseSurveysAnswer } from './calls.ts'
import { FinishedSurvey } from './finished-survey.tsx'
import { anotherSurvey, firstSurvey, StartSurvey } from './start-survey.tsx'

type Row = CaseSurveysAnswer['surveys'][number]

const faces: Readonly<Record<Row['state'], PanelState>> = {
  draft: { tone: 'go-on', zh: '正在填', en: 'being written' },
  finished: { tone: 'ok', zh: '已完成', en: 'finished' },
  discarded: { tone: 'still', shape: 'never', zh: '已作废', en: 'discarded' },
}
const notYet: PanelState = { tone: 'still', zh: '还没有做', en: 'not begun' }
const others: PanelState = { tone: 'soon', zh: '要换人重做', en: 'anew, by others' }

/** The home surveys of a case: who was there and when, by when to begin, and what of it goes on file. */
export function SurveyPanel({ caseId }: { caseId: string }) {
  const say = useSay()
  const found = useCaseSurveys(caseId)
  const panel = found.data
  const counted = panel?.surveys.filter(({ state }) => state !== 'discarded') ?? []
  const latest = counted.at(-1)
  const state =
    panel?.needsOthers === true && latest?.state !== 'draft' ? others : latest ? faces[latest.state] : notYet
  return (
    <CasePanel
      title={say('入户调查', 'Home survey')}
      state={panel === undefined ? null : state}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      actions={panel?.mayWrite === true ? <Actions panel={panel} latest={latest} /> : null}
    >
      {panel === undefined ? null : (
        <div className="hs-panel">
          <Hint hint={panel.hint} />
          {panel.needsOthers ? (
            <p className="note soon">
              {say(
                '有人提了异议：要换人重新入户，上次的调查人不参加。新的做完才能再提意见。',
                'After an objection other people survey anew; the opinion waits for that.',
              )}
            </p>
          ) : null}
          {panel.surveys.length === 0 ? (
            <p className="mute">
              {say(
                '还没有入户调查。至少两个人一起上门，在手机上填，双方签名。',
                'No survey yet. Two people at least go together, write on the phone, and both sides sign.',
              )}
            </p>
          ) : (
            <ul className="hs-surveys">
              {panel.surveys.map((row) => (
                <SurveyLine key={row.id} row={row} panel={panel} />
              ))}
            </ul>
          )}
        </div>
      )}
    </CasePanel>
  )
}

function Actions({ panel, latest }: { panel: CaseSurveysAnswer; latest: Row | undefined }) {
  const say = useSay()
  const isAnother = latest !== undefined && !panel.needsOthers
  if (latest?.state !== 'draft')
    return (
      <StartSurvey
        caseId={panel.caseId}
        isQuiet={isAnother}
        label={isAnother ? anotherSurvey(say) : firstSurvey(say)}
      />
    )
  return (
    <Link className="btn" to="/cases/$id/survey" params={{ id: panel.caseId }}>
      {say('接着填', 'Go on writing')}
    </Link>
  )
}

const hintTones = { green: 'go-on', amber: 'soon', red: 'late', done: 'ok' } as const

/** By when to begin. It lights up and stops nobody. */
function Hint({ hint }: { hint: CaseSurveysAnswer['hint'] }) {
  const say = useSay()
  if (hint === null || hint.light === 'done') return null
  const { leftDays: left, dueOn } = hint
  return (
    <p className="hs-hint">
      <State tone={hintTones[hint.light]}>
        {left < 0
          ? say(`该开始了，已过 ${-left} 个工作日`, `Should have begun ${many(-left, 'working day')} ago`)
          : say(`${left} 个工作日内开始`, `Begin within ${many(left, 'working day')}`)}
      </State>{' '}
      <span className="mute small">{say(`最迟 ${dueOn} · ${hint.source}`, `By ${dueOn} · ${hint.source}`)}</span>
    </p>
  )
}

function SurveyLine({ row, panel }: { row: Row; panel: CaseSurveysAnswer }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const people = row.investigators.map(({ name }) => name).join(say('、', ', '))
  return (
    <li>
      <p className="hs-survey-head">
        <b>{say(`第 ${row.number} 次`, `No. ${row.number}`)}</b>
        <State {...faces[row.state]}>{say(faces[row.state])}</State>
        <span>{row.finishedOn === null ? row.startedOn : `${row.startedOn} – ${row.finishedOn}`}</span>
        <span>{people === '' ? say('还没有选调查人', 'no investigators yet') : people}</span>
        {row.afterObjection ? <span className="tag">{say('异议以后', 'after an objection')}</span> : null}
      </p>
      {row.state === 'finished' ? (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say('看调查表，写入档案', 'Read the form, put findings on file')}</summary>
          {isOpen ? <FinishedSurvey caseId={panel.caseId} id={row.id} mayRecord={panel.mayRecordFacts} /> : null}
        </details>
      ) : null}
    </li>
  )
}
