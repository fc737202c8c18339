import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField } from '#design/console/fields.tsx'
import { yuan } from '#design/console/figures.ts'
import { useLanguage, useSay, type Say } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { State, type Tone } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { WhySheet } from '#design/why-tree/index.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import type { StoredAssessment } from '#relief/eligibility/contract.ts'
import { useAssess, useAssessment, useAssessments, useCasePurpose, type AssessmentRow } from './assessment-call.ts'
import type { CaseAnswer } from './case-file.ts'

type Outcome = AssessmentRow['outcome']

const outcomeWords: Readonly<Record<Outcome, { readonly zh: string; readonly en: string; readonly tone: Tone }>> = {
  entitled: { zh: '算下来符合', en: 'Entitled by the sum', tone: 'ok' },
  'not-entitled': { zh: '算下来不符合', en: 'Not entitled by the sum', tone: 'late' },
  'not-enough-known': { zh: '还算不准', en: 'Not enough is known', tone: 'still' },
  'no-rule': { zh: '没有在用的规则', en: 'No rule in force', tone: 'still' },
}

interface SheetProps {
  readonly caseId: string
  readonly id: string
  /** Set before every id: several sheets may stand on one page. */
  readonly prefix: string
  readonly isOpen?: boolean
}

/** The sum a paper rests on, in front of whoever signs it: the answer in one line, the whole sheet below. */
export function AssessmentSheet({ caseId, id, prefix, isOpen = false }: SheetProps) {
  const say = useSay()
  const found = useAssessment(caseId, id)
  const purpose = useCasePurpose(caseId)
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取算式', 'Fetching the sum')} />
  return <Sheet stored={found.data} purpose={purpose} prefix={prefix} isOpen={isOpen} />
}

function Sheet(props: {
  readonly stored: StoredAssessment
  readonly purpose: string | undefined
  readonly prefix: string
  readonly isOpen: boolean
}) {
  const { stored, purpose, prefix, isOpen } = props
  const say = useSay()
  // The page of the sum is opened for the same case.
  const [, setPurpose] = usePurpose(stored.id)
  const language = useLanguage()
  const words = outcomeWords[stored.outcome]
  return (
    <div className="case-sum">
      <p className="case-sum-line">
        <State tone={words.tone}>{say(words)}</State>
        {stored.assessment.per === 'status' ? (
          <StatusOfSum stored={stored} />
        ) : stored.amount === null ? null : (
          <b className="n">{say(`每月 ${yuan(stored.amount)} 元`, `${yuan(stored.amount)} yuan a month`)}</b>
        )}
        <span className="mute">
          {say(
            `${stored.factsOn} 的情况，${stored.assessedAt.slice(0, 10)} 由 ${stored.assessedBy} 测算`,
            `facts of ${stored.factsOn}, assessed ${stored.assessedAt.slice(0, 10)} by ${stored.assessedBy}`,
          )}
        </span>
        <Link
          to="/assessments/$id"
          params={{ id: stored.id }}
          onClick={() => (purpose === undefined ? undefined : setPurpose(purpose))}
        >
          {say('单独看这份算式', 'Open the sum')}
        </Link>
      </p>
      <Reasons stored={stored} />
      <AskedApart stored={stored} purpose={purpose} />
      <details className="case-sum-sheet" open={isOpen}>
        <summary>{say('算式：一步一步，每行有依据', 'The sum, step by step, each line with its law')}</summary>
        <div className="why-in">
          <div className="why">
            <WhySheet
              assessment={stored.assessment}
              language={language}
              idPrefix={prefix}
              placeName={(code) => stored.places[code] ?? code}
              paid={stored.paidNow === null ? undefined : { amount: stored.paidNow, since: null }}
            />
          </div>
        </div>
      </details>
    </div>
  )
}

/** What the rules call the household, where nothing is paid for it. */
function StatusOfSum({ stored }: { readonly stored: StoredAssessment }) {
  const say = useSay()
  if (stored.classWords === null) return null
  return (
    <b>
      {say(stored.classWords)}
      {say('（本身不发钱）', ' (nothing is paid for it)')}
    </b>
  )
}

/** Why not, or what is missing: the sentences of the sum, each with its article in the voice of the law. */
function Reasons({ stored }: { stored: StoredAssessment }) {
  const say = useSay()
  const { reasons, missing, warnings } = stored.assessment
  const shown = stored.outcome === 'entitled' ? [] : reasons
  if (shown.length + missing.length + warnings.length === 0) return null
  return (
    <ul className="case-sum-why">
      {shown.map((reason) => (
        <li key={reason.code}>
          {say(reason)}{' '}
          <span className="song" lang="zh-CN">
            {reason.article}
          </span>
        </li>
      ))}
      {missing.map((one) => (
        <li key={one.path}>{say(`还不知道：${one.zh}`, `Not known yet: ${one.en}`)}</li>
      ))}
      {warnings.map((one) => (
        <li key={one.code}>{say(`留意：${one.zh}`, `Note: ${one.en}`)}</li>
      ))}
    </ul>
  )
}

/** Facts only this policy asks for are in no form of the desk: the door to where they are filled in and kept. */
function AskedApart({ stored, purpose }: { readonly stored: StoredAssessment; readonly purpose: string | undefined }) {
  const say = useSay()
  const [, setPurpose] = usePurpose(stored.household.id)
  if (!stored.assessment.missing.some(({ path }) => path.includes('.stated.'))) return null
  return (
    <p className="small">
      <Link
        to="/households/$id/entitlements"
        params={{ id: stored.household.id }}
        onClick={() => (purpose === undefined ? undefined : setPurpose(purpose))}
      >
        {say('去填这些情况', 'Fill in these facts')}
      </Link>{' '}
      <span className="mute">
        {say('在“可享政策”里填好、存进档案，再回来重新测算。', 'Keep them in the file there, then assess again here.')}
      </span>
    </p>
  )
}

interface ChooserProps {
  readonly file: CaseAnswer
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

/** Which sum the paper will rest on; a new one is a press away. The newest is taken unless another is chosen. */
export function AssessmentChooser({ file, chosen, onChoose }: ChooserProps) {
  const say = useSay()
  const rows = useAssessments(file)
  const assess = useAssess(file.case.id)
  const press = usePress(async (_: object, key) => onChoose(await assess(key)))
  if (rows.isError) return <Trouble error={rows.error} onRetry={() => void rows.refetch()} />
  if (rows.data === undefined) return <Waiting what={say('正在取测算', 'Fetching the assessments')} />
  return (
    <div className="case-sum-choose">
      {rows.data.length === 0 ? (
        <p className="mute">
          {say(
            '这一户还没有测算过。意见和决定都要依据一次测算。',
            'Not assessed yet; every paper rests on an assessment.',
          )}
        </p>
      ) : (
        <SelectField
          label={say('依据哪次测算', 'Which assessment it rests on')}
          ask={say('请选一次', 'Choose one')}
          value={chosen ?? ''}
          onChange={onChoose}
          choices={rows.data.map((row, index) => ({ value: row.id, label: rowText(row, index, say) }))}
        />
      )}
      <button type="button" className="btn line" disabled={press.isBusy} onClick={() => void press.send({})}>
        {press.isBusy
          ? say('正在算…', 'Assessing…')
          : rows.data.length === 0
            ? say('按今天的情况测算', 'Assess on today’s facts')
            : say('重新测算', 'Assess again')}
      </button>
      <Refused trouble={press.refusal} />
    </div>
  )
}

function rowText(row: AssessmentRow, index: number, say: Say): string {
  const isPaid = row.amount !== null && row.amount !== '0'
  const amount = isPaid ? say(`${yuan(row.amount)} 元`, `${yuan(row.amount)} yuan`) : say(outcomeWords[row.outcome])
  const newest = index === 0 ? say('最近：', 'Newest: ') : ''
  return `${newest}${row.assessedAt.slice(0, 10)} · ${say(`${row.factsOn} 的情况`, `facts of ${row.factsOn}`)} · ${amount}`
}

/** The one that was chosen, else the one the paper before this cites, else the newest. */
export function useChosen(file: CaseAnswer, cited: string | null): readonly [string | null, (id: string) => void] {
  const [chosen, setChosen] = useState<string | null>(null)
  const newest = useAssessments(file).data?.[0]?.id ?? null
  return [chosen ?? newest ?? cited, setChosen]
}
