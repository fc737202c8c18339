import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ReasonField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { useCaseFile } from '#relief/casework/ui/case-file.ts'
import { askAgain, exceptSilence, recheck, startCheck } from '../wire.ts'
import { useCheckChanged, type PanelAnswer, type ReportAnswer } from './calls.ts'

/** What can be asked now: nothing yet, silent sources again, a second report. */
export function CheckActions({ caseId, panel }: { caseId: string; panel: PanelAnswer }) {
  const [latest] = panel.reports
  const say = useSay()
  const { data: file } = useCaseFile(caseId)
  const outcome = file?.case.outcome ?? null
  // Aid that is paid is checked again; a case without aid is not asked about any more.
  if (outcome !== null && outcome !== 'confirmed')
    return <p className="mute">{say('这件已经办结，不再核对。', 'This case is over: nobody is asked any more.')}</p>
  const isSilent = latest?.sources.some(({ state }) => state !== 'answered') ?? false
  return (
    <>
      {panel.may.ask && (latest === undefined || latest.state === 'outdated') ? <StartButton caseId={caseId} /> : null}
      {panel.may.ask && latest !== undefined && latest.state !== 'asking' && isSilent ? (
        <AgainButton report={latest} />
      ) : null}
      {panel.may.ask && latest !== undefined && latest.state !== 'asking' && latest.state !== 'outdated' ? (
        <WithReason report={latest} kind="recheck" />
      ) : null}
      {panel.may.except && latest !== undefined && latest.state === 'partial' && latest.exception === null ? (
        <WithReason report={latest} kind="except" />
      ) : null}
    </>
  )
}

function StartButton({ caseId }: { caseId: string }) {
  const say = useSay()
  const client = useClient()
  const changed = useCheckChanged(caseId)
  const press = usePress(async (_: null, key) => {
    await client.call(startCheck, { params: { id: caseId }, key })
    await changed()
  })
  return (
    <div>
      <button type="button" className="btn" disabled={press.isBusy} onClick={() => void press.send(null)}>
        {press.isBusy ? say('正在发出…', 'Asking…') : say('一键核对', 'Ask all departments')}
      </button>
      <Refused trouble={press.refusal} />
    </div>
  )
}

function AgainButton({ report }: { report: ReportAnswer }) {
  const say = useSay()
  const client = useClient()
  const changed = useCheckChanged(report.caseId)
  const press = usePress(async (_: null, key) => {
    await client.call(askAgain, { params: { id: report.id }, key })
    await changed()
  })
  return (
    <div>
      <button type="button" className="btn line" disabled={press.isBusy} onClick={() => void press.send(null)}>
        {say('没有回复的再问一次', 'Ask the silent ones again')}
      </button>
      <Refused trouble={press.refusal} />
    </div>
  )
}

const kinds = {
  recheck: {
    row: recheck,
    open: { zh: '复核：再做一份报告', en: 'Check again: a second report' },
    press: { zh: '复核', en: 'Check again' },
    hint: {
      zh: '原来的报告不动，新的放在旁边。',
      en: 'The report stays as it is; the new one stands beside it.',
    },
  },
  except: {
    row: exceptSilence,
    open: { zh: '没有回复，先办', en: 'Go on without an answer' },
    press: { zh: '具名同意先办', en: 'Go on, by my name' },
    hint: {
      zh: '您的姓名和理由写在报告上，决定时看得到。',
      en: 'Your name and reason stand in the report and are seen when it is decided.',
    },
  },
} as const

function WithReason({ report, kind }: { report: ReportAnswer; kind: keyof typeof kinds }) {
  const say = useSay()
  const client = useClient()
  const changed = useCheckChanged(report.caseId)
  const [why, setWhy] = useState('')
  const { row, open, press: word, hint } = kinds[kind]
  const press = usePress(async (body: { why: string }, key) => {
    if (row === recheck) await client.call(recheck, { params: { id: report.id }, body, key })
    else await client.call(exceptSilence, { params: { id: report.id }, body, key })
    await changed()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send({ why: why.trim() })
  }
  return (
    <details className="mc-more">
      <summary>{say(open)}</summary>
      <form className="fields" onSubmit={send}>
        <ReasonField label={say('为什么', 'Why')} hint={say(hint)} value={why} onChange={setWhy} lines={2} />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={press.isBusy}>
            {say(word)}
          </button>
        </div>
      </form>
    </details>
  )
}
