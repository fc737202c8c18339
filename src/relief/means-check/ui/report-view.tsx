import type { ReactNode } from 'react'
import { FactList } from '#design/console/case-panel.tsx'
import { many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { inReadersWords } from '#registry/households/ui/relation.ts'
import { requestStateWords } from '../labels.ts'
import type { LineAnswer, ReportAnswer } from './calls.ts'
import { requestFaces } from './faces.ts'
import { LineList } from './line-list.tsx'
import { Simulated, SourceList } from './source-list.tsx'
import { timeOf } from './shown.tsx'

/** One report: who was asked about, what came, what differs. Differences first, whatever agrees behind them. */
export function ReportView({
  report,
  after,
  isWhole = false,
}: {
  report: ReportAnswer
  after?: (line: LineAnswer) => ReactNode
  /** For the printed page: nothing stays folded. */
  isWhole?: boolean
}) {
  const say = useSay()
  const differences = report.lines.filter(({ isDifference }) => isDifference)
  const others = report.lines.filter(({ isDifference }) => !isDifference)
  const rest = <LineList lines={others} label={say('其他项目', 'Other items')} />
  return (
    <div className="mc-report">
      {report.isSimulated ? (
        <p className="note">
          <Simulated />{' '}
          {say(
            '这些部门由演示模拟器扮演，回复都是编的。',
            'These departments are played by the simulator of the demonstration; every answer is invented.',
          )}
        </p>
      ) : null}
      {report.outdated.length === 0 ? null : (
        <ul className="note late" aria-label={say('已过时的', 'Out of date')}>
          {report.outdated.map((one, index) => (
            <li key={index}>{say(one)}</li>
          ))}
        </ul>
      )}
      {report.start === null ? null : <Start start={report.start} />}
      <Counts report={report} />
      <People report={report} />
      <h3>{say('各部门', 'Sources')}</h3>
      <SourceList sources={report.sources} />
      {report.exception === null ? null : <Exception exception={report.exception} />}
      <h3>{say(`和申报对不上的 ${differences.length} 项`, `Differences: ${differences.length}`)}</h3>
      {differences.length === 0 ? (
        <p className="mute">
          {report.counts.unanswered > 0
            ? say('已回复的部分没有差异；没有回复的还不知道。', 'None in what was answered; the rest is not known yet.')
            : say('没有差异。', 'None.')}
        </p>
      ) : (
        <LineList lines={differences} label={say('差异', 'Differences')} {...(after ? { after } : {})} />
      )}
      {isWhole ? (
        <>
          <h3>{say('其他项目', 'Other items')}</h3>
          {rest}
        </>
      ) : (
        <details className="earlier">
          <summary>{say(`其他 ${others.length} 项`, `Other items: ${others.length}`)}</summary>
          {rest}
        </details>
      )}
    </div>
  )
}

const startTones = { green: 'go-on', amber: 'soon', red: 'late' } as const

/** Asked for, and nothing sent yet: how long the county has. */
function Start({ start }: { start: NonNullable<ReportAnswer['start']> }) {
  const say = useSay()
  const { dueOn, leftDays: left, light, source } = start
  return (
    <p>
      <State tone={startTones[light]}>
        {light === 'red'
          ? say('核对还没有启动，已超期', 'The check has not begun and is late')
          : left === 0
            ? say('核对今天就要启动', 'The check has to begin today')
            : say(`核对要在 ${left} 个工作日内启动`, `The check has to begin within ${many(left, 'working day')}`)}
      </State>{' '}
      <span className="mute small">{say(`最迟 ${dueOn} · ${source}`, `By ${dueOn} · ${source}`)}</span>
    </p>
  )
}

function Counts({ report }: { report: ReportAnswer }) {
  const say = useSay()
  const { counts } = report
  return (
    <FactList
      facts={[
        {
          name: 'items',
          ...{ zh: '项目', en: 'Items' },
          value: say(
            `${counts.items} 项，已回复 ${counts.answered}，没有回复 ${counts.unanswered}`,
            `${counts.items}: ${counts.answered} answered, ${counts.unanswered} not`,
          ),
        },
        { name: 'asked', zh: '发起', en: 'Asked', value: `${timeOf(report.askedAt)} ${report.askedBy}` },
        { name: 'why', zh: '为了', en: 'For', value: report.why },
        {
          name: 'until',
          ...{ zh: '有效到', en: 'Valid until' },
          value: report.validUntil ?? say('还没有回复', 'no answer yet'),
        },
        { name: 'basis', zh: '依据', en: 'Basis', value: say(report.basis) },
      ]}
    />
  )
}

function People({ report }: { report: ReportAnswer }) {
  const say = useSay()
  return (
    <ul className="mc-people">
      {report.people.map((one) => (
        <li key={one.person}>
          <span>{inReadersWords(one.person, say)}</span>
          {one.left === null ? (
            <State tone="ok">{say('已授权', 'authorised')}</State>
          ) : (
            <State {...requestFaces[one.left]}>{say(requestStateWords[one.left])}</State>
          )}
        </li>
      ))}
    </ul>
  )
}

function Exception({ exception }: { exception: NonNullable<ReportAnswer['exception']> }) {
  const say = useSay()
  return (
    <p className="note soon">
      {say(
        `${exception.by} ${exception.on} 具名同意先办（${exception.departments.join('、')} 没有回复）：${exception.why}`,
        `${exception.by} let the case go on on ${exception.on} without ${exception.departments.join(', ')}: ${exception.why}`,
      )}
    </p>
  )
}
