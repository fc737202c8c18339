import { FactList, InTheWay } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useLanguage, useSay } from '#design/console/language.tsx'
import { Money } from '#design/console/money.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { approveDecision } from '../wire.ts'
import { AssessmentSheet } from './assessment-sheet.tsx'
import { moveOf, useMoved, type CaseAnswer } from './case-file.ts'
import { PlainMoveButton } from './plain-move.tsx'
import { pressWords } from './words.ts'

type Proposal = NonNullable<CaseAnswer['proposal']>

/** A proposal that waits: what it says, what it rests on, and the second person's button. */
export function ProposalView({ file, proposal }: { file: CaseAnswer; proposal: Proposal }) {
  const say = useSay()
  const caseId = file.case.id
  return (
    <div className="case-proposal">
      <h3>
        {say('等第二个人批准的决定', 'A decision that awaits a second person')}
        <span className="asof">{`${proposal.on} · ${proposal.by.name}`}</span>
      </h3>
      <PaperFacts paper={proposal} />
      <blockquote className="said">{proposal.why}</blockquote>
      {proposal.override === null ? null : <Override override={proposal.override} />}
      {proposal.assessmentId === null ? null : (
        <AssessmentSheet caseId={caseId} id={proposal.assessmentId} prefix="proposal-" isOpen />
      )}
      <div className="moves">
        <PlainMoveButton
          caseId={caseId}
          move="consent-override"
          askReason={say('为什么同意', 'Why you consent')}
          says={<p>{say('同意以后，还要第二个人批准。', 'A second person still has to approve.')}</p>}
        />
        <Approve file={file} proposal={proposal} />
      </div>
    </div>
  )
}

function Approve({ file, proposal }: { file: CaseAnswer; proposal: Proposal }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(file.case.id)
  const offer = moveOf(file, 'approve-decision')
  if (offer === undefined || offer.refusals.some(({ code }) => code === 'casework.notYours')) return null
  return (
    <div className="plain-move">
      <ConfirmWithReason
        label={say(pressWords(offer.words))}
        tone="main"
        isOff={!offer.isOpen}
        says={<p>{say(...approvalWords(proposal))}</p>}
        act={async (_, key) => {
          await client.call(approveDecision, {
            params: { id: file.case.id },
            body: { version: file.case.version, proposalId: proposal.id },
            key,
          })
          await moved()
        }}
      />
      {offer.isOpen ? null : <InTheWay sentences={offer.refusals} />}
    </div>
  )
}

/** What the second person's signature brings about. */
function approvalWords({ outcome, status, fromMonth }: Proposal): [zh: string, en: string] {
  if (outcome === 'confirmed' && status !== null)
    return [
      `批准的就是上面写的。批准后出决定书，从 ${fromMonth ?? '下个月'} 起有这个身份；不发钱。`,
      'What stands above is approved. A letter follows; the status holds from the month named, and no money is paid.',
    ]
  const then = outcome === 'confirmed' ? `从 ${fromMonth ?? '下个月'} 起发。` : '书面告知理由。'
  return [
    `批准的就是上面写的，一分不差。批准后出决定书，${then}`,
    'What stands above is approved, to the fen. A letter follows, and money where it says so.',
  ]
}

interface Paper {
  readonly outcome: 'confirmed' | 'refused'
  readonly amount: string | null
  readonly status: string | null
  readonly members: number
  readonly fromMonth: string | null
  readonly reasons: readonly { readonly text: string; readonly article: string | null }[]
}

/** What a proposal and a decision have in common: outcome, amount, people, from when, reasons with their articles. */
export function PaperFacts({ paper, isOnce = false }: { paper: Paper; isOnce?: boolean }) {
  const say = useSay()
  const language = useLanguage()
  const isGrant = paper.outcome === 'confirmed'
  return (
    <>
      <FactList
        facts={[
          {
            name: 'outcome',
            zh: '决定',
            en: 'Decision',
            value: (
              <State tone={isGrant ? 'ok' : 'late'}>
                {isGrant ? say('确认', 'Confirmed') : say('不予确认', 'Refused')}
              </State>
            ),
          },
          ...(isGrant
            ? [
                paper.status === null
                  ? {
                      name: 'amount',
                      ...(isOnce ? { zh: '一次给', en: 'Given once' } : { zh: '每月', en: 'A month' }),
                      value: paper.amount === null ? null : <Money fen={paper.amount} language={language} />,
                    }
                  : { name: 'status', zh: '确认为', en: 'Status', value: <StatusWords status={paper.status} /> },
                {
                  name: 'from',
                  ...(isOnce ? { zh: '哪个月', en: 'Month' } : { zh: '从哪个月起', en: 'From month' }),
                  value: paper.fromMonth,
                },
              ]
            : []),
          { name: 'members', zh: '人口', en: 'People', value: say(`${paper.members} 人`, `${paper.members}`) },
        ]}
      />
      {paper.reasons.length === 0 ? null : (
        <ul className="case-sum-why">
          {paper.reasons.map((reason, index) => (
            <li key={index}>
              {reason.text}{' '}
              {reason.article === null ? null : (
                <span className="song" lang="zh-CN">
                  {reason.article}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The class as the rules call it; that nothing is paid for it is said beside it. */
export function StatusWords({ status }: { readonly status: string }) {
  const say = useSay()
  return (
    <>
      <span lang="zh-CN">{status}</span>{' '}
      <span className="mute">{say('只确认身份，不发钱', 'a status; nothing is paid')}</span>
    </>
  )
}

function Override({ override }: { override: NonNullable<Proposal['override']> }) {
  const say = useSay()
  return (
    <div className="note soon">
      <p>
        <b>{say('和测算不一样', 'It differs from the sum')}</b>：{override.reason}
      </p>
      <p className="song" lang="zh-CN">
        {override.article}
      </p>
      <p className="small">
        {override.by === null
          ? say('还没有第三个人同意。', 'No third person has consented yet.')
          : say(`${override.by.name} 已同意。`, `${override.by.name} has consented.`)}
      </p>
    </div>
  )
}
