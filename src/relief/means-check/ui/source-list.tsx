import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { inReadersWords } from '#registry/households/ui/relation.ts'
import { requestStateWords } from '../labels.ts'
import type { SourceAnswer } from './calls.ts'
import { requestFaces } from './faces.ts'
import { timeOf } from './shown.tsx'

/** Each source with its state, when it answered, and when it is asked again. A silent one is never clean. */
export function SourceList({ sources }: { sources: readonly SourceAnswer[] }) {
  const say = useSay()
  return (
    <ul className="mc-sources" aria-label={say('各部门回复情况', 'What each source answered')}>
      {sources.map((source) => (
        <li key={source.department}>
          <div className="mc-source">
            <b>{say(source)}</b>
            {source.isSimulated ? <Simulated /> : null}
            <State {...requestFaces[source.state]}>{say(requestStateWords[source.state])}</State>
          </div>
          <SourceTimes source={source} />
        </li>
      ))}
    </ul>
  )
}

export function Simulated() {
  const say = useSay()
  return <span className="mc-sim">{say('模拟数据', 'simulated')}</span>
}

function SourceTimes({ source }: { source: SourceAnswer }) {
  const say = useSay()
  const { answered, asked, answeredAt, nextAt, validUntil, tries, missing, state } = source
  const missed = missing.filter((one) => one.person !== null)
  return (
    <div className="small mute">
      <p>
        {say(`${asked} 问 ${answered} 答`, `${answered} of ${asked} answered`)}
        {answeredAt === null ? '' : say(`，${timeOf(answeredAt)} 回复`, `, at ${timeOf(answeredAt)}`)}
        {validUntil === null ? '' : say(`，有效到 ${validUntil}`, `, valid until ${validUntil}`)}
      </p>
      {nextAt === null ? null : <p>{say(`${timeOf(nextAt)} 自动再问`, `Asked again at ${timeOf(nextAt)}`)}</p>}
      {state === 'silent' && nextAt === null ? (
        <p>{say('不再自动问了，请点“再问一次”或打电话', 'Not asked again by itself: press “Ask again” or phone')}</p>
      ) : null}
      {missed.length === 0 ? null : (
        <p>
          {missed
            .map((one) => `${inReadersWords(one.person ?? '', say)} ${say(requestStateWords[one.state])}`)
            .join(say('；', '; '))}
        </p>
      )}
      {tries.length === 0 ? null : (
        <details className="noprint">
          <summary>{say(`没有问成 ${tries.length} 次`, `${tries.length} tries came to nothing`)}</summary>
          <ol>
            {tries.map((one, index) => (
              <li key={index}>
                {timeOf(one.at)} {say(one)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}
