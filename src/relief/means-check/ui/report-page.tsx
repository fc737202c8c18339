import { Link, useParams } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { reportStateWords } from '../labels.ts'
import { useReport, type ReportAnswer } from './calls.ts'
import { reportFaces } from './faces.ts'
import { ReportView } from './report-view.tsx'

/** One report on a page of its own, to be read and printed; places to sign stand at its foot. */
export function CheckReportPage() {
  const say = useSay()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useReport(id)
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取核对报告', 'Fetching the report')} />
  return <ReportSheet report={found.data} />
}

function ReportSheet({ report }: { report: ReportAnswer }) {
  const say = useSay()
  return (
    <div className="p-check">
      <Crumbs here={say('核对报告', 'Report')}>
        <Link to="/cases/$id" params={{ id: report.caseId }}>
          {report.caseNumber}
        </Link>
      </Crumbs>
      <PageHead
        title={say('家庭经济状况核对报告', 'Report of a means check')}
        says={say(
          `${report.caseNumber} · 户号 ${report.householdNumber} · 第 ${report.position} 份`,
          `${report.caseNumber} · household ${report.householdNumber} · report ${report.position}`,
        )}
      >
        <button type="button" className="btn line" onClick={() => window.print()}>
          {say('打印', 'Print')}
        </button>
      </PageHead>
      <p>
        <State {...reportFaces[report.state]}>{say(reportStateWords[report.state])}</State>{' '}
        {report.isLatest ? null : <span className="mute">{say('后面还有更新的报告', 'There is a newer report')}</span>}
      </p>
      <Panel title={say('结果', 'Result')}>
        <ReportView report={report} isWhole />
      </Panel>
      <dl className="mc-sign">
        {[say('核对人', 'Checked by'), say('复核人', 'Second person'), say('日期', 'Date')].map((label) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd />
          </div>
        ))}
      </dl>
    </div>
  )
}
