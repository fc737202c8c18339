import type { AnswerOf } from '#platform/http/client.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import type { tryModelFile } from '../../wire-expert.ts'
import type { Place } from './modeler.ts'

export type Tried = AnswerOf<typeof tryModelFile>

/** What the engine and the worked cases say while the officer types; a problem opens its place. */
export function CheckPanel({
  tried,
  isChecking,
  onJump,
}: {
  readonly tried: Tried | null
  readonly isChecking: boolean
  readonly onJump: (place: Place) => void
}) {
  const say = useSay()
  return (
    <Panel
      title={say('边改边查', 'Checked as you type')}
      asOf={isChecking ? say('正在查…', 'checking…') : tried === null ? say('还没有改', 'nothing changed') : undefined}
    >
      <div role="status" className="ex-checks">
        {tried === null ? (
          <p className="mute small">
            {say(
              '一改就查：引擎读不读得懂，算例还对不对。',
              'Every change is read by the engine and the worked cases are run.',
            )}
          </p>
        ) : (
          <Said tried={tried} onJump={onJump} />
        )}
      </div>
    </Panel>
  )
}

function Said({ tried, onJump }: { tried: Tried; onJump: (place: Place) => void }) {
  const say = useSay()
  const { problems, findings, removed, cases } = tried
  if (problems.length > 0)
    return (
      <ul className="ex-problems">
        {problems.map((problem, index) => (
          <li key={index}>
            <button type="button" className="ex-problem" onClick={() => onJump(problem)}>
              <strong>{placeOf(problem, say)}</strong>
              <span>{say(problem)}</span>
            </button>
          </li>
        ))}
      </ul>
    )
  if (removed.length > 0)
    return (
      <p className="note late">
        {say(`存了以后就没有了：${removed.join('、')}`, `Gone after saving: ${removed.join(', ')}`)}
      </p>
    )
  if (findings.length === 0)
    return (
      <p className="note ok">
        {say(`引擎读得懂；${cases} 个算例都对得上。`, `The engine reads it; all ${cases} worked cases agree.`)}
      </p>
    )
  return (
    <>
      <p className="note late">
        {say(
          `引擎读得懂，可以先存；送复核之前还要改好 ${findings.length} 处：`,
          `The engine reads it and it can be saved; ${findings.length} to mend before it is proposed:`,
        )}
      </p>
      <ul className="ex-findings">
        {findings.map((finding, index) => (
          <li key={index}>
            {finding.case === null ? null : <strong>{finding.case}</strong>} {say(finding)}
          </li>
        ))}
      </ul>
    </>
  )
}

const placeOf = ({ decision, tableRow, expression, column }: Place, say: ReturnType<typeof useSay>): string =>
  [
    decision ?? say('整个文件', 'the file'),
    ...(tableRow === null ? [] : [say(`第 ${tableRow} 行`, `row ${tableRow}`)]),
    ...(expression === null ? [] : [say(`“${expression}”`, `“${expression}”`)]),
    ...(column === null ? [] : [say(`第 ${column} 个字`, `character ${column}`)]),
  ].join(' · ')
