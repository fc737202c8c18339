import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CasePanel, FactList, Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { Wide } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { incomeLabels } from '#registry/households/labels.ts'
import { OpenPaper } from '#registry/documents/ui/open-paper.tsx'
import { inReadersWords } from '#registry/households/ui/relation.ts'
import { acceptCase, addCasePaper, readApplicationPanel, reissueSecret, type ReceiptSlip } from '../wire.ts'
import { AskAgain } from './ask-again.tsx'
import { Authorisations } from './authorisations.tsx'
import { PaperAdd } from './paper-add.tsx'
import { Slip } from './slip.tsx'
import { NeedLine, needKey } from './step-papers.tsx'

export type Panel = NonNullable<AnswerOf<typeof readApplicationPanel>>

/** On the page of a case: what the family stated, the papers, who agreed to the check, the receipt. */
export function ApplicationPanel({ caseId }: { readonly caseId: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [slip, setSlip] = useState<ReceiptSlip | null>(null)
  const found = useQuery({
    queryKey: ['cases', caseId, 'application'],
    queryFn: () => client.call(readApplicationPanel, { params: { id: caseId } }),
  })
  // Everything on the page of the case may look different afterwards.
  const again = () => queries.invalidateQueries({ queryKey: ['cases'] })
  const accept = usePress(async (version: number, key) => {
    setSlip(await client.call(acceptCase, { params: { id: caseId }, body: { version }, key }))
    await again()
  })
  const panel = found.data
  const missing = panel?.needs.filter(({ state }) => state === 'missing').length ?? 0
  return (
    <CasePanel
      title={say('申请、材料、授权', 'Application, papers, authorisations')}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      refusal={accept.refusal}
      state={
        panel === undefined || panel === null
          ? null
          : panel.acceptedOn !== null
            ? { tone: 'ok', zh: `${panel.acceptedOn} 受理`, en: `accepted ${panel.acceptedOn}` }
            : { tone: 'soon', zh: '还没受理', en: 'not accepted yet' }
      }
      empty={
        panel === null
          ? say('这一件不是从窗口来的，没有申请表。', 'This case did not come through the window.')
          : undefined
      }
      actions={
        panel?.accept === null || panel?.accept === undefined ? null : (
          <button
            type="button"
            className="btn"
            disabled={accept.isBusy || missing > 0}
            onClick={() => void accept.send(panel.accept!.version)}
          >
            {missing > 0
              ? say(`还缺 ${missing} 份材料，补齐就能受理`, `${many(missing, 'paper')} missing yet`)
              : say('受理，出回执', 'Accept, give the receipt')}
          </button>
        )
      }
    >
      {panel === undefined || panel === null ? null : (
        <div className="p-window">
          {slip === null ? null : <Slip slip={slip} />}
          <Said panel={panel} />
          <Papers panel={panel} onChange={again} />
          <Authorisations panel={panel} onChange={again} />
          <Receipt panel={panel} onIssued={setSlip} />
        </div>
      )}
    </CasePanel>
  )
}

function Said({ panel }: { panel: Panel }) {
  const say = useSay()
  const unknown = say('不知道', 'unknown')
  const { deposits, homes, vehicles, businesses } = panel.property
  return (
    <>
      <FactList
        facts={[
          { name: 'applicant', zh: '申请人', en: 'Applicant', value: panel.applicant },
          {
            name: 'speaker',
            zh: '窗口前说话的',
            en: 'Spoke at the window',
            value:
              panel.speaker.name === ''
                ? null
                : say(
                    `${panel.speaker.name}（${panel.speaker.relation}）`,
                    `${panel.speaker.name} (${inReadersWords(panel.speaker.relation, say)})`,
                  ),
          },
          { name: 'clerk', zh: '代办', en: 'Entered by', value: `${panel.clerk} · ${panel.registeredOn}` },
          { name: 'phone', zh: '电话', en: 'Phone', value: panel.phone === '' ? null : panel.phone },
          { name: 'reason', zh: '困难', en: 'Hardship', value: panel.reason },
          {
            name: 'property',
            zh: '财产（家里说的）',
            en: 'Property as stated',
            value: say(
              `存款 ${deposits === null ? unknown : yuan(deposits)}；房 ${homes ?? unknown}；车 ${vehicles ?? unknown}；经营 ${businesses ?? unknown}`,
              `deposits ${deposits === null ? unknown : yuan(deposits)}; homes ${homes ?? unknown}; vehicles ${vehicles ?? unknown}; businesses ${businesses ?? unknown}`,
            ),
          },
        ]}
      />
      <Wide label={say('家里人和收入', 'Members and incomes')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('姓名', 'Name')}</th>
              <th scope="col">{say('关系', 'Relation')}</th>
              <th scope="col">{say('证件', 'ID')}</th>
              <th scope="col">{say('收入（家里说的）', 'Incomes as stated')}</th>
              <th scope="col">{say('健康', 'Health')}</th>
            </tr>
          </thead>
          <tbody>
            {panel.members.map((member) => (
              <tr key={member.key}>
                <th scope="row">{member.name}</th>
                <td data-label={say('关系', 'Relation')}>{inReadersWords(member.relation, say)}</td>
                <td data-label={say('证件', 'ID')} className="n">
                  {member.idNumber}
                </td>
                <td data-label={say('收入', 'Incomes')}>
                  <Incomes of={member.incomes} />
                </td>
                <td data-label={say('健康', 'Health')}>{member.health ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

/** A line for each that is not nothing; those stated as nothing together in one. What was not stated stays unknown. */
function Incomes({ of: incomes }: { of: Panel['members'][number]['incomes'] }) {
  const say = useSay()
  if (incomes.length === 0) return say('不知道', 'unknown')
  const some = incomes.filter(({ amount }) => BigInt(amount) !== 0n)
  const none = incomes.filter(({ amount }) => BigInt(amount) === 0n)
  return (
    <ul className="stated">
      {some.map(({ kind, amount, per }) => (
        <li key={kind}>
          {`${incomeWords(kind, say)} ${yuan(amount)}${per === 'year' ? say(' 元/年', ' a year') : say(' 元/月', ' a month')}`}
        </li>
      ))}
      {none.length === 0 ? null : (
        <li className="mute small">
          {none.map(({ kind }) => incomeWords(kind, say)).join(say('、', ', '))}
          {say('：说是 0', ': stated as 0')}
        </li>
      )}
    </ul>
  )
}

const incomeWords = (kind: string, say: ReturnType<typeof useSay>): string =>
  Object.hasOwn(incomeLabels, kind)
    ? say(incomeLabels[kind as keyof typeof incomeLabels])
    : say('可扣支出', 'deductible')

function Papers({ panel, onChange }: { panel: Panel; onChange: () => Promise<void> }) {
  const say = useSay()
  const client = useClient()
  const send = async (form: FormData, key: string): Promise<void> => {
    await client.json({ verb: 'POST', path: addCasePaper.path, params: { id: panel.caseId }, body: form, key })
    await onChange()
  }
  return (
    <>
      <h3>{say('材料', 'Papers')}</h3>
      {panel.closed === null ? null : <p className="mute">{say(panel.closed)}</p>}
      <ul className="plain-list">
        {panel.needs.map((need) => (
          <li key={needKey(need)} className="paper-row">
            <NeedLine need={need} />
            {need.state === 'missing' && panel.may.takePapers ? (
              <PaperAdd members={panel.members} wanted={need} send={send} />
            ) : null}
          </li>
        ))}
      </ul>
      <p className="row">
        {panel.papers.map((paper) => (
          <OpenPaper key={paper.id} id={paper.documentId} purpose={panel.number}>
            {say(paper.words)}
          </OpenPaper>
        ))}
      </p>
      <ul className="plain-list">
        {panel.asks.map((ask) => (
          <li key={`${ask.on} ${ask.papers.length}`} className="mute">
            {say(`${ask.on} ${ask.by} 一次告知：`, `${ask.on} ${ask.by} asked for: `)}
            {ask.papers.map((one) => say(one)).join('、')}
            {ask.newFact === null ? '' : say(`（新情况：${ask.newFact}）`, ` (new fact: ${ask.newFact})`)}
          </li>
        ))}
      </ul>
      {panel.may.takePapers && panel.asks.length > 0 ? <AskAgain panel={panel} onChange={onChange} /> : null}
    </>
  )
}

function Receipt({ panel, onIssued }: { panel: Panel; onIssued: (slip: ReceiptSlip) => void }) {
  const say = useSay()
  const client = useClient()
  const isOut = panel.receipt !== null || panel.acceptedOn !== null
  if (!isOut) return <Refused trouble={null} />
  return (
    <>
      <h3>{say('回执和查询码', 'Receipt and code')}</h3>
      <p className="mute">
        {panel.receipt === null
          ? say('还没有出过查询码。', 'No code was issued yet.')
          : panel.receipt.isClosed
            ? say('输错次数太多，查询码停用了，可以补发。', 'Closed after too many wrong codes; issue a new one.')
            : say(
                `${momentText(panel.receipt.issuedAt)} 出的，可用。`,
                `Issued ${momentText(panel.receipt.issuedAt)}, in use.`,
              )}
      </p>
      {panel.may.reissue ? (
        <ConfirmWithReason
          label={say('补发查询码', 'Issue a new code')}
          says={say('旧的马上作废。', 'The old one ends at once.')}
          askReason={say('为什么补发', 'Why')}
          act={async (why, key) =>
            onIssued(await client.call(reissueSecret, { params: { id: panel.caseId }, body: { why }, key }))
          }
        />
      ) : null}
    </>
  )
}
