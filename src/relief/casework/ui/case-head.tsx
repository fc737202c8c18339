import { Link } from '@tanstack/react-router'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import type { CaseAnswer } from './case-file.ts'
import { outcomeWords } from './words.ts'

/** Whose case it is, which one, where it stands, and what it comes to so far. */
export function CaseHead({ file }: { file: CaseAnswer }) {
  const say = useSay()
  const one = file.case
  const whose = one.applicant ?? one.number
  return (
    <div className="hh">
      <div>
        <p className="row case-states">
          {one.outcome === null ? (
            <State tone="go-on">{say(one.stageWords)}</State>
          ) : (
            <State tone={outcomeWords[one.outcome].tone}>{say(outcomeWords[one.outcome])}</State>
          )}
          <span className="mute">{say(one.programmeWords)}</span>
        </p>
        <h1>{one.applicant === undefined ? whose : say(`${whose} 家`, `Household of ${whose}`)}</h1>
        <dl className="facts">
          <Fact name={say('办件编号', 'Case')}>{one.number}</Fact>
          <Fact name={say('户号', 'Household')}>
            <Link to="/households/$id" params={{ id: one.householdId }}>
              {one.householdNumber ?? say('打开档案', 'open the file')}
            </Link>
          </Fact>
          <Fact name={say('在', 'In')}>{one.placeLabel}</Fact>
          <Fact name={say('登记', 'Opened')}>{one.openedOn}</Fact>
          {one.acceptedOn === null ? null : <Fact name={say('受理', 'Accepted')}>{one.acceptedOn}</Fact>}
        </dl>
      </div>
      <Answer file={file} />
    </div>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What the newest paper says: a decision is the answer; a proposal or an opinion is only on its way to one. */
function Answer({ file }: { file: CaseAnswer }) {
  const say = useSay()
  const decision = file.decisions.at(-1)
  const isDecided = file.case.outcome === 'confirmed' || file.case.outcome === 'refused'
  const [what, amount] =
    decision !== undefined && isDecided
      ? [
          file.emergency === null ? say('决定每月发', 'Decided, a month') : say('一次救助', 'Given once'),
          decision.amount,
        ]
      : file.proposal !== null
        ? [say('拟决定每月发', 'Proposed decision, a month'), file.proposal.amount]
        : [say('乡镇拟每月发', 'Proposed by the town, a month'), file.opinions.at(-1)?.amount ?? null]
  if (amount === null) return null
  return (
    <div className="amt">
      <p className="small mute">{what}</p>
      <p className="duo">
        <b className={isDecided ? undefined : 'alt'}>{yuan(amount)}</b>
        <span>{say('元', 'yuan')}</span>
      </p>
    </div>
  )
}
