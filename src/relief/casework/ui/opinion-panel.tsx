import { CasePanel, FactList, type PanelState } from '#design/console/case-panel.tsx'
import { Money } from '#design/console/money.tsx'
import { useLanguage, useSay } from '#design/console/language.tsx'
import { AssessmentSheet } from './assessment-sheet.tsx'
import { moveOf, useCaseFile, type CaseAnswer } from './case-file.ts'
import { OpinionForm } from './opinion-form.tsx'
import type { CasePanelProps } from './panel-entry.ts'
import { StatusWords } from './proposal-view.tsx'

type Opinion = CaseAnswer['opinions'][number]

const stateOf = (opinion: Opinion | undefined): PanelState | null => {
  if (opinion === undefined) return null
  return opinion.proposal === 'grant'
    ? { tone: 'ok', zh: '拟确认', en: 'Proposes to grant' }
    : { tone: 'late', zh: '拟不予确认', en: 'Proposes to refuse' }
}

/** What the town proposes. After an objection another officer gives another one; the one before it stays. */
export function OpinionPanel({ caseId }: CasePanelProps) {
  const say = useSay()
  const found = useCaseFile(caseId)
  const file = found.data
  const offer = moveOf(file, 'give-opinion')
  const last = file?.opinions.at(-1)
  const mayGive =
    file !== undefined &&
    offer !== undefined &&
    !offer.refusals.some(({ code }) => ['casework.notYours', 'casework.notNow', 'casework.ended'].includes(code))
  return (
    <CasePanel
      title={say('乡镇意见', 'Opinion of the town')}
      state={stateOf(last)}
      {...(last === undefined ? {} : { asOf: `${last.on} · ${last.by.name}` })}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      empty={
        last === undefined && !mayGive
          ? say(
              '还没有意见。核对和入户做完，由乡镇经办人对着算式提出。',
              'None yet. Once the check and the visit are done, the town clerk gives it with the sum in view.',
            )
          : undefined
      }
    >
      {last === undefined ? null : <Given opinion={last} caseId={caseId} />}
      <Earlier opinions={file?.opinions.slice(0, -1) ?? []} />
      {mayGive ? <OpinionForm file={file} offer={offer} /> : null}
    </CasePanel>
  )
}

function Given({ opinion, caseId }: { opinion: Opinion; caseId: string }) {
  return (
    <>
      <Facts opinion={opinion} />
      {opinion.assessmentId === null ? null : (
        <AssessmentSheet caseId={caseId} id={opinion.assessmentId} prefix="opinion-given-" />
      )}
    </>
  )
}

function Facts({ opinion }: { opinion: Opinion }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <>
      <blockquote className="said">{opinion.why}</blockquote>
      <FactList
        facts={[
          opinion.status === null
            ? {
                name: 'amount',
                zh: '拟每月发',
                en: 'A month',
                value:
                  opinion.amount === null ? (
                    <span className="mute">{say('不发', 'nothing')}</span>
                  ) : (
                    <Money fen={opinion.amount} language={language} />
                  ),
              }
            : { name: 'status', zh: '拟确认为', en: 'Status', value: <StatusWords status={opinion.status} /> },
          { name: 'members', zh: '人口', en: 'People', value: say(`${opinion.members} 人`, `${opinion.members}`) },
        ]}
      />
    </>
  )
}

function Earlier({ opinions }: { opinions: readonly Opinion[] }) {
  const say = useSay()
  if (opinions.length === 0) return null
  return (
    <details className="earlier">
      <summary>{say(`以前的意见 ${opinions.length} 份`, `Earlier opinions: ${opinions.length}`)}</summary>
      {opinions.toReversed().map((opinion) => (
        <div key={opinion.id}>
          <p className="mute">
            {opinion.on} · {opinion.by.name} ·{' '}
            {opinion.proposal === 'grant' ? say('拟确认', 'to grant') : say('拟不予确认', 'to refuse')}
          </p>
          <Facts opinion={opinion} />
        </div>
      ))}
    </details>
  )
}
