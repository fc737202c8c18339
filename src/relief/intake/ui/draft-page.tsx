import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { CallTrouble, useClient } from '#platform/http/client.ts'
import { partWords } from '../labels.ts'
import { openDraft, type AskedPapers, type Problem, type ReceiptSlip } from '../wire.ts'
import { FinishBar } from './finish-bar.tsx'
import { AskedSheet, Slip } from './slip.tsx'
import { FamilyStep } from './step-family.tsx'
import { StatementFields } from './step-finish.tsx'
import { MembersStep } from './step-members.tsx'
import { IncomesStep, PropertyStep } from './step-money.tsx'
import { PapersStep } from './step-papers.tsx'
import { stepOfProblem, stepsOf, stepWords, type StepName, type StepProps } from './steps.ts'
import { useDraft, type DraftAnswer, type DraftInHand } from './use-draft.ts'

/** An application in the hand of the clerk; see `useDraft` for what becomes of a closed tab. */
export function DraftPage() {
  const say = useSay()
  const client = useClient()
  const { id = '' } = useParams({ strict: false })
  const opened = useQuery({
    queryKey: ['drafts', id, 'open'],
    // Read once: what is being typed must not be replaced under the hand.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnReconnect: false },
    queryFn: () => client.call(openDraft, { params: { id } }),
  })
  if (opened.isError) return <Trouble error={opened.error} onRetry={() => void opened.refetch()} />
  if (opened.data === undefined) return <Waiting what={say('正在取这份申请', 'Fetching the application')} />
  return <Editor key={id} opened={opened.data} />
}

function Editor({ opened }: { opened: DraftAnswer }) {
  const say = useSay()
  const draft = useDraft(opened)
  const { form } = opened.programme
  const [step, setStep] = useState<StepName>('family')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [slip, setSlip] = useState<ReceiptSlip | null>(null)
  const [asked, setAsked] = useState<AskedPapers | null>(null)
  const steps = stepsOf(form)
  const faultAt = (at: string): string | null => {
    const problem = problems.find((one) => one.at === at)
    return problem === undefined ? null : say(problem)
  }
  const show = (found: readonly Problem[]): void => {
    setProblems(found)
    const [first] = found
    if (first !== undefined) setStep(stepOfProblem(first.at))
  }
  if (slip !== null)
    return (
      <div className="p-window">
        <Slip slip={slip} />
      </div>
    )
  if (asked !== null)
    return (
      <div className="p-window">
        <AskedSheet asked={asked} />
      </div>
    )
  const next = steps[steps.indexOf(step) + 1]
  const stepProps: StepProps = { draft, form, faultAt }
  return (
    <div className="p-window">
      <Crumbs here={say(opened.programme)}>
        <Link to="/applications">{say('窗口受理', 'Applications')}</Link>
      </Crumbs>
      <PageHead
        title={say(`申请${opened.programme.zh}`, `Application: ${opened.programme.en}`)}
        says={
          opened.leadNumber === null
            ? undefined
            : say(`来自线索 ${opened.leadNumber}`, `From lead ${opened.leadNumber}`)
        }
      >
        <Saved draft={draft} />
      </PageHead>
      <ol className="step-list">
        {steps.map((name) => {
          const count = problems.filter(({ at }) => stepOfProblem(at) === name).length
          return (
            <li key={name}>
              <button
                type="button"
                className="btn line"
                {...(name === step ? { 'aria-current': 'step' as const } : {})}
                onClick={() => setStep(name)}
              >
                {say(stepWords[name])}
                {count === 0 ? null : say(`（${count} 处要改）`, ` (${count} to mend)`)}
              </button>
            </li>
          )
        })}
      </ol>
      <Conflict draft={draft} />
      <section className="panel" aria-label={say(stepWords[step])}>
        <h2>{say(stepWords[step])}</h2>
        <Step step={step} opened={opened} props={stepProps} />
        {step === 'finish' ? (
          <FinishBar
            {...{ draft, form }}
            draftId={opened.id}
            onProblems={show}
            onAccepted={setSlip}
            onAsked={setAsked}
          />
        ) : null}
        {next === undefined ? null : (
          <div className="row gap">
            <button
              type="button"
              className="btn"
              onClick={() => {
                void draft.flush()
                setStep(next)
              }}
            >
              {say(`下一步：${stepWords[next].zh}`, `Next: ${stepWords[next].en}`)}
            </button>
          </div>
        )}
      </section>
    </div>
  )
}

function Step({ step, opened, props }: { step: StepName; opened: DraftAnswer; props: StepProps }) {
  switch (step) {
    case 'family':
      return <FamilyStep {...props} draftId={opened.id} />
    case 'members':
      return <MembersStep {...props} />
    case 'incomes':
      return <IncomesStep {...props} />
    case 'property':
      return <PropertyStep {...props} />
    case 'papers':
      return <PapersStep {...props} draftId={opened.id} />
    case 'finish':
      return <StatementFields {...props} clerk={opened.clerk} />
  }
}

function Saved({ draft }: { draft: DraftInHand }) {
  const say = useSay()
  return (
    <span aria-live="polite">
      {draft.trouble !== null ? (
        <State tone="soon">{say('有一处还没存上，字都在', 'Not saved yet; what you typed is here')}</State>
      ) : draft.isSaved ? (
        <State tone="ok">{say('都存好了', 'All saved')}</State>
      ) : (
        <State tone="go-on">{say('正在存', 'Saving')}</State>
      )}
    </span>
  )
}

/** Somebody saved the same group elsewhere, or a group could not be saved: said where it happened, with the way out. */
function Conflict({ draft }: { draft: DraftInHand }) {
  const say = useSay()
  const { trouble } = draft
  if (trouble === null) return null
  const isElsewhere = trouble.error instanceof CallTrouble && trouble.error.code === 'intake.changedElsewhere'
  return (
    <div className="note soon" role="alert">
      <p>
        <b>{say(partWords[trouble.name])}</b>：{say(troubleOf(trouble.error))}
      </p>
      {isElsewhere ? (
        <div className="row">
          <button type="button" className="btn line" onClick={() => void draft.settle(trouble.name, 'mine')}>
            {say('留我打的', 'Keep mine')}
          </button>
          <button type="button" className="btn line" onClick={() => void draft.settle(trouble.name, 'theirs')}>
            {say('用那边存的', 'Take theirs')}
          </button>
        </div>
      ) : null}
    </div>
  )
}
