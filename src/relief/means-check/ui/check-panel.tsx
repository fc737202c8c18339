import { Link } from '@tanstack/react-router'
import { CasePanel } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { reportStateWords } from '../labels.ts'
import { useCheckPanel, type PanelAnswer, type ReportAnswer } from './calls.ts'
import { CheckActions } from './check-actions.tsx'
import { DifferenceForms } from './difference-forms.tsx'
import { reportFaces } from './faces.ts'
import { MoodList } from './mood-list.tsx'
import { ReportView } from './report-view.tsx'
import { timeOf } from './shown.tsx'

/** The means check on the page of a case: one click, every source with its state, declared and found side by side. */
export function CheckPanel({ caseId }: { caseId: string }) {
  const say = useSay()
  const found = useCheckPanel(caseId)
  const panel = found.data
  const [latest, ...earlier] = panel?.reports ?? []
  return (
    <CasePanel
      title={say('经济状况核对', 'Means check')}
      state={latest === undefined ? null : { ...reportFaces[latest.state], ...reportStateWords[latest.state] }}
      {...(latest === undefined ? {} : { asOf: <ReportLink report={latest} /> })}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      actions={panel === undefined ? null : <CheckActions caseId={caseId} panel={panel} />}
    >
      {panel === undefined ? null : latest === undefined ? (
        <NothingAsked panel={panel} />
      ) : (
        <ReportView report={latest} after={(line) => <DifferenceForms report={latest} line={line} panel={panel} />} />
      )}
      {earlier.length === 0 ? null : <Earlier reports={earlier} />}
      {panel?.may.ask === true && panel.departments.some(({ isSimulated }) => isSimulated) ? <MoodList /> : null}
    </CasePanel>
  )
}

function ReportLink({ report }: { report: ReportAnswer }) {
  const say = useSay()
  return (
    <Link to="/checks/$id" params={{ id: report.id }}>
      {say(
        `第 ${report.position} 份报告 · ${timeOf(report.askedAt)}`,
        `Report ${report.position} · ${timeOf(report.askedAt)}`,
      )}
    </Link>
  )
}

/** Before anything is asked: who would be, and who cannot be reached from here. */
function NothingAsked({ panel }: { panel: PanelAnswer }) {
  const say = useSay()
  return (
    <>
      <p className="mute">
        {say(
          '还没有核对。每位成年人签了授权书，点一下就同时问下面这些部门；没有签的人不会被查询。',
          'Not checked yet. Once every adult has signed, one click asks all of these at the same time; nobody is asked about who has not signed.',
        )}
      </p>
      <ul className="mc-sources">
        {panel.departments.map((one) => (
          <li key={one.code}>
            <div className="mc-source">
              <b>{say(one)}</b>
              {one.state === 'ready' ? (
                <State tone="still" shape="not-yet">
                  {say('还没问', 'not asked yet')}
                </State>
              ) : (
                <State tone="still" shape="never">
                  {say('没有接通', 'not configured')}
                </State>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function Earlier({ reports }: { reports: readonly ReportAnswer[] }) {
  const say = useSay()
  return (
    <details className="earlier">
      <summary>
        {say(`以前的报告 ${reports.length} 份，原样留着`, `Earlier reports, as they were: ${reports.length}`)}
      </summary>
      {reports.map((report) => (
        <div key={report.id}>
          <p>
            <ReportLink report={report} />
          </p>
          <ReportView report={report} />
        </div>
      ))}
    </details>
  )
}
