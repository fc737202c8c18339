import { Link } from '@tanstack/react-router'
import { encode } from 'uqr'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { NeedLine, needKey } from './step-papers.tsx'
import type { AskedPapers, ReceiptSlip } from '../wire.ts'

/** The slip: number, code and QR. The code is shown this once and kept nowhere. */
export function Slip({ slip }: { slip: ReceiptSlip }) {
  const say = useSay()
  const address = new URL(`${slip.path}?number=${encodeURIComponent(slip.number)}`, window.location.origin)
  return (
    <Panel title={say('回执', 'Receipt')}>
      <div className="slip">
        <b>{slip.office}</b>
        <span>{`${slip.applicant} · ${say(slip.programme)}`}</span>
        <span>
          {slip.acceptedOn === null
            ? say('已登记，先救助后补手续', 'Registered: help first, papers after')
            : say(`${slip.acceptedOn} 受理，从这天起算`, `Accepted on ${slip.acceptedOn}; the clock runs`)}
        </span>
        <span>
          {say('受理号 ', 'Number ')}
          <b className="n">{slip.number}</b>
        </span>
        <span>
          {say('查询码 ', 'Code ')}
          <b className="slip-code n">{slip.secret}</b>
        </span>
        <Qr text={address.toString()} label={say('扫码看办到哪一步', 'Scan to see how it stands')} />
        <span className="small">
          {say('扫码或上网，凭受理号和查询码看办到哪一步。', 'With number and code, see how it stands online.')}
        </span>
      </div>
      <p className="hint gap">
        {say(
          '查询码只显示这一次，请现在打印或抄给家里人。丢了可以补发新的。',
          'The code is shown only now: print or copy it. A lost one is replaced by a new one.',
        )}
      </p>
      <div className="row noprint">
        <button type="button" className="btn" onClick={() => window.print()}>
          {say('打印', 'Print')}
        </button>
        <Link className="btn line" to="/cases/$id" params={{ id: slip.caseId }}>
          {say('打开这一件，收授权', 'Open the case, take signatures')}
        </Link>
      </div>
    </Panel>
  )
}

function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text)
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="currentColor" />
    </svg>
  )
}

/** What is missing, asked for once: on the screen and on paper for the family. */
export function AskedSheet({ asked }: { asked: AskedPapers }) {
  const say = useSay()
  return (
    <Panel title={say('一次告知：请补这些材料', 'Please bring these papers')} asOf={asked.askedOn}>
      <p>
        {say('受理号 ', 'Number ')}
        <b className="n">{asked.number}</b>
      </p>
      <ol>
        {asked.papers.map((need) => (
          <li key={needKey(need)}>
            <NeedLine need={need} />
          </li>
        ))}
      </ol>
      <p className="hint">
        {say(
          '只告知这一次，补齐就受理；没写在上面的不再要。',
          'Asked for this once; accepted when complete. Nothing else will be asked for.',
        )}
      </p>
      <p className="mute small">{asked.source}</p>
      <div className="row noprint">
        <button type="button" className="btn" onClick={() => window.print()}>
          {say('打印给家里人', 'Print for the family')}
        </button>
        <Link className="btn line" to="/cases/$id" params={{ id: asked.caseId }}>
          {say('打开这一件', 'Open the case')}
        </Link>
      </div>
    </Panel>
  )
}
