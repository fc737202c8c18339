import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CasePanel, FactList } from '#design/console/case-panel.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay, type Say, type Words } from '#design/console/language.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { DownloadButton, saveFile } from '#design/console/download.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { keepLabels, proposalLabels, stateLabels, viewsLabels } from '../labels.ts'
import { openReview, printAdjustment } from '../wire.ts'
import { ApprovalPanel } from './approval-panel.tsx'
import { CareForm } from './care-form.tsx'
import { EndingPanel } from './ending-panel.tsx'
import { KeepForm } from './keep-form.tsx'
import { LeavingForm } from './leaving-form.tsx'
import { ProposalForm } from './proposal-form.tsx'
import { ViewsForm } from './views-form.tsx'
import { dueInWords, findingName, stateLook, type ReviewFile } from './words.ts'

/** One review from finding to decision: what differs and why, what is proposed, what the family says, who agreed. */
export function ReviewFilePage() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useQuery({
    queryKey: ['review', id],
    queryFn: ({ signal }) => client.call(openReview, { params: { id }, signal }),
  })
  const onDone = (file: ReviewFile): void => {
    queries.setQueryData(['review', id], file)
    void queries.invalidateQueries({ queryKey: ['reviews'] })
  }
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取', 'Fetching')} />
  const file = found.data
  return (
    <>
      <Crumbs here={file.householdNumber}>
        <Link to="/reviews">{say('动态管理', 'Reviews')}</Link>
      </Crumbs>
      <PageHead
        title={say(`${file.head} 家：${findingName(file.kind, say)}`, `${file.head}: ${findingName(file.kind, say)}`)}
        says={say(file)}
      />
      <div className="halves">
        <div className="stack">
          <Finding file={file} />
          <Proposed file={file} />
          {file.isKin ? <KinHere /> : null}
          {file.may.propose ? (
            file.kind === 'care' || file.paid !== '0' ? (
              <Propose file={file} onDone={onDone} />
            ) : (
              <StatusForm file={file} onDone={onDone} />
            )
          ) : null}
          {file.state === 'open' && !file.may.propose && !file.isKin ? <ForTheTown /> : null}
          {file.ending === null || (file.ending.notices.length === 0 && file.proposal?.kind !== 'leave') ? null : (
            <EndingPanel {...{ file, onDone }} ending={file.ending} />
          )}
          {awaitsApproval(file) ? <ApprovalPanel file={file} onDone={onDone} /> : null}
        </div>
        <div className="stack">
          <Heard file={file} />
          {file.may.hear ? <ViewsForm file={file} onDone={onDone} /> : null}
        </div>
      </div>
    </>
  )
}

/** An ending is approved when its notice is over. */
const awaitsApproval = ({ state, proposal, ending, isKin }: ReviewFile): boolean =>
  !isKin &&
  (state === 'proposed' ? proposal?.kind !== 'leave' : state === 'on-notice' && ending?.notices[0]?.isOpen === false)

function KinHere() {
  const say = useSay()
  return (
    <CasePanel
      title={say('请别人来办', 'Somebody else’s')}
      empty={say(
        '您登记过的近亲属在这一户，这项复核不能由您办。',
        'Kin you declared live in this household; this review is not yours to work on.',
      )}
    />
  )
}

/** To who may look and not propose: whose turn it is. */
function ForTheTown() {
  const say = useSay()
  return (
    <CasePanel
      title={say('等谁办', 'Whose turn it is')}
      empty={say(
        '等镇街经办人核实、提出办法，县里再批。',
        'A clerk of the town verifies it and proposes; then the county decides.',
      )}
    />
  )
}

function Finding({ file }: { file: ReviewFile }) {
  const say = useSay()
  const isOpen = file.closedBy === null && file.state !== 'settled'
  return (
    <CasePanel title={say('发现了什么', 'Finding')} state={{ ...stateLook[file.state], ...stateLabels[file.state] }}>
      <FactList
        facts={[
          ...(file.paid === '0' && file.care === null
            ? [
                {
                  name: 'status',
                  zh: '现在有的',
                  en: 'What they have',
                  value: say('身份认定，不发钱', 'a status; nothing is paid'),
                },
              ]
            : paidFacts(file, say)),
          { name: 'found', zh: '哪天发现', en: 'Found on', value: file.foundOn },
          {
            name: 'due',
            zh: '办完期限',
            en: 'Due',
            value: isOpen
              ? say(`${file.dueOn}（${dueInWords(file, say)}）`, `${file.dueOn} (${dueInWords(file, say)})`)
              : file.dueOn,
          },
          { name: 'place', zh: '镇街、村', en: 'Place', value: file.placeLabel },
        ]}
      />
      <p className="row gap">
        {file.assessmentId === null ? null : (
          <Link to="/assessments/$id" params={{ id: file.assessmentId } as never}>
            {say('看这笔账怎么算的', 'See the sum')}
          </Link>
        )}
        <Link to="/households/$id" params={{ id: file.householdId } as never}>
          {say('看家庭档案', 'See the file')}
        </Link>
      </p>
    </CasePanel>
  )
}

/** What was reported rests on no sum. */
const paidFacts = ({ kind, paid, computed }: ReviewFile, say: Say) => [
  { name: 'paid', zh: '现在每月发', en: 'Paid a month', value: `${yuan(paid)} ${say('元', 'yuan')}` },
  ...(kind === 'reported' || kind === 'care'
    ? []
    : [
        {
          name: 'computed',
          zh: '测算每月',
          en: 'Computed a month',
          value: computed === null ? say('说不准', 'unknown') : `${yuan(computed)} ${say('元', 'yuan')}`,
        },
      ]),
]

/** Where support hangs on notice before it ends, another sum is offered only where there is one. */
function Propose({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const { ending, care, computed, paid } = file
  if (care !== null) return <CareForm {...{ file, care, onDone }} />
  if (ending === null) return <ProposalForm file={file} onDone={onDone} />
  const isOtherSum = computed !== null && computed !== '0' && computed !== paid
  return (
    <>
      {isOtherSum ? <ProposalForm file={file} onDone={onDone} /> : null}
      <LeavingForm {...{ file, ending, onDone }} />
    </>
  )
}

/** A status is decided anew in its case; here it can only be said that nothing has changed. */
function StatusForm({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const say = useSay()
  return (
    <CasePanel title={say('核实以后', 'After looking into it')} actions={<KeepForm file={file} onDone={onDone} />}>
      <p>
        {say(
          '确认的是身份，没有钱可以调整。不再符合的，到家庭档案里打开原来的办件，由县里“重新审查”，两个人重新决定。',
          'This is a status; there is no money to adjust. If it no longer holds, open its case from the file of the household and have the county reconsider it, where two people decide anew.',
        )}
      </p>
    </CasePanel>
  )
}

function Proposed({ file }: { file: ReviewFile }) {
  const say = useSay()
  const { proposal, proposedBy, closedBy } = file
  if (proposal === null || proposedBy === null)
    return closedBy === null || file.state === 'settled' ? null : (
      <CasePanel title={say('结果', 'Outcome')} asOf={closedBy.name}>
        <p>{file.closedReason}</p>
      </CasePanel>
    )
  return (
    <CasePanel title={say('提出的办法', 'Proposal')} asOf={proposedBy.name}>
      <FactList facts={[...proposedFacts(proposal, file, say), agreedFact(file, say)]} />
      {file.state === 'approved' ? (
        <div className="row gap">
          <PrintLetter file={file} />
          <p className="small mute">
            {say('盖章以后送到家里，请收到的人签字。', 'Stamp it, hand it to the family, have it signed for.')}
          </p>
        </div>
      ) : null}
    </CasePanel>
  )
}

/** Asked once per household and session, as for its file: the letter names the person and the money. */
function PrintLetter({ file }: { file: ReviewFile }) {
  const say = useSay()
  const client = useClient()
  const [purpose, setPurpose] = usePurpose(file.householdId)
  const fetchFor = (why: string) => client.file({ ...printAdjustment, params: { id: file.id }, purpose: why })
  const label = say('打印决定书', 'Print the letter')
  if (purpose !== undefined) return <DownloadButton fetchFile={() => fetchFor(purpose)}>{label}</DownloadButton>
  return (
    <ConfirmWithReason
      label={label}
      says={say(
        '决定书上有姓名和金额。为什么打印，会记进查阅记录。',
        'The letter names the person and the amount. Why it is printed goes into the audit trail.',
      )}
      askReason={say('为什么打印', 'Why it is printed')}
      act={async (why) => {
        saveFile(await fetchFor(why))
        setPurpose(why)
      }}
    />
  )
}

type Proposed = NonNullable<ReviewFile['proposal']>
interface Fact extends Words {
  readonly name: string
  readonly value: string | null
}

function proposedFacts(proposal: Proposed, { ending, care }: ReviewFile, say: Say): readonly Fact[] {
  const what = { name: 'kind', zh: '怎么调整', en: 'What', value: say(proposalLabels[proposal.kind]) }
  if (proposal.kind === 'keep') {
    const { cause, lookedOn, why } = proposal
    return [
      what,
      { name: 'cause', zh: '为什么', en: 'Why', value: say(keepLabels[cause]) },
      { name: 'why', zh: '说明', en: 'In words', value: why },
      {
        name: 'looked',
        zh: '复核日',
        en: 'Re-checked on',
        value:
          lookedOn ?? say('没有另做复核，定期复核的日子不动', 'not re-checked; the next re-check stays where it was'),
      },
    ]
  }
  const { amount, from, why } = proposal
  const ground = proposal.kind === 'leave' ? ending?.grounds.find(({ name }) => name === proposal.ground) : undefined
  const people = ending?.people ?? care?.people ?? []
  const person = 'personId' in proposal ? people.find(({ id }) => id === proposal.personId) : undefined
  const found = proposal.kind === 'care' ? care?.found : null
  return [
    what,
    ...(person === undefined ? [] : [{ name: 'person', zh: '谁', en: 'Who', value: person.name }]),
    ...(ground === undefined ? [] : [{ name: 'ground', zh: '情形', en: 'Ground', value: say(ground) }]),
    ...(found == null
      ? []
      : [
          { name: 'level', zh: '定的档', en: 'Level', value: say(found.level) },
          {
            ...{ name: 'failed', zh: '做不到的', en: 'Cannot do' },
            value: failedWords(found.items, care!.items, say),
          },
          { name: 'assessed', zh: '评估日', en: 'Assessed on', value: found.assessedOn },
        ]),
    {
      name: 'amount',
      zh: '以后每月',
      en: 'From then on',
      value: amount === null ? say('不再发', 'nothing any more') : `${yuan(amount)} ${say('元', 'yuan')}`,
    },
    {
      ...{ name: 'from', zh: '从哪个月起', en: 'From' },
      value:
        from ??
        (proposal.kind === 'leave'
          ? say(
              '批准以后定：从下个月起，去世的从去世的下个月起',
              'set on approval: the month after it, or after the death',
            )
          : say('批准的下个月', 'the month after the approval')),
    },
    { name: 'why', zh: '理由', en: 'Why', value: why },
  ]
}

const failedWords = (
  found: Readonly<Record<string, 'can' | 'cannot'>>,
  items: readonly (Words & { readonly name: string })[],
  say: Say,
): string => {
  const failed = items.filter(({ name }) => found[name] === 'cannot')
  return failed.length === 0
    ? say('没有', 'nothing')
    : say(failed.map(({ zh }) => zh).join('、'), failed.map(({ en }) => en).join(', '))
}

/** Who agreed, or that nobody has yet. */
const agreedFact = ({ state, closedBy, proposal }: ReviewFile, say: Say): Fact => ({
  ...(proposal?.kind === 'keep'
    ? { name: 'agreed', zh: '第二个人同意', en: 'Agreed by' }
    : { name: 'approved', zh: '批准', en: 'Approved by' }),
  value: state === 'approved' || state === 'dismissed' ? (closedBy?.name ?? null) : say('还没有', 'not yet'),
})

function Heard({ file }: { file: ReviewFile }) {
  const say = useSay()
  return (
    <CasePanel
      title={say('家庭的意见', 'The family’s views')}
      asOf={say(file.viewsRule.source)}
      empty={
        file.views.length > 0
          ? null
          : file.viewsRule.required
            ? say(
                '还没有记。降低、停止之前一定要听取意见。',
                'None recorded. Before a cut or an end the family must be heard.',
              )
            : file.may.hear
              ? say('还没有记。可以先听一听再办。', 'None recorded. You may hear the family first.')
              : say('还没有记。', 'None recorded.')
      }
    >
      <ul className="stack">
        {file.views.map((one) => (
          <li key={one.id}>
            <b>{say(viewsLabels[one.outcome])}</b> <span className="mute">{`${one.on} ${one.by}`}</span>
            <p>{one.says}</p>
            {one.isCurrent ? null : (
              <p className="small mute">
                {say('说的是以前提的，不算听过现在这一份', 'about an earlier proposal; does not stand for this one')}
              </p>
            )}
            {one.deadline === null ? null : (
              <p className="small mute">{say(`等到 ${one.deadline}`, `waiting until ${one.deadline}`)}</p>
            )}
          </li>
        ))}
      </ul>
    </CasePanel>
  )
}
