import { useState } from 'react'
import { LabelledField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import type { MatchedCatalogue } from '../contract.ts'

type Question = MatchedCatalogue['questions'][number]

interface OpenQuestionsProps {
  readonly questions: readonly Question[]
  readonly answers: Readonly<Record<string, string>>
  readonly isBusy: boolean
  readonly onAnswer: (path: string, value: string) => void
  readonly onClear: () => void
}

/** Those that settle most items; the rest come up as these are answered. */
const shownAtOnce = 4

/** The facts that items wait for, as questions; answering one asks the rules again. */
export function OpenQuestions({ questions, answers, isBusy, onAnswer, onClear }: OpenQuestionsProps) {
  const say = useSay()
  const given = Object.keys(answers).length
  if (questions.length === 0 && given === 0) return null
  return (
    <section className="panel gap-top" aria-labelledby="open-questions" aria-busy={isBusy}>
      <h2 id="open-questions">{say('答一样，动几项', 'Answer one, and items move')}</h2>
      <p className="small mute">
        {say(
          `还有 ${questions.length} 样没有填，先列能定下最多项目的。填了马上对照，不存；要存进档案，填好以后在下面写明谁说的。`,
          `${questions.length} facts are open, those that settle most first. What is filled in is not kept, unless you say below who says so.`,
        )}
      </p>
      <div className="stack gap">
        {questions.slice(0, shownAtOnce).map((question) => (
          <QuestionField key={question.path} question={question} onAnswer={onAnswer} />
        ))}
      </div>
      {given === 0 ? null : (
        <button type="button" className="btn line gap" onClick={onClear}>
          {say(`把填的 ${given} 样清掉`, `Clear the ${given} answered`)}
        </button>
      )}
    </section>
  )
}

function QuestionField({
  question,
  onAnswer,
}: {
  readonly question: Question
  readonly onAnswer: OpenQuestionsProps['onAnswer']
}) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const { path, type, unit, options, items } = question
  const label = say(question)
  const hint = say(`等它的有 ${items} 项`, `${items} items wait for it`)
  const choices =
    type === 'yes-no'
      ? [
          { value: '是', words: say('是', 'yes') },
          { value: '否', words: say('否', 'no') },
        ]
      : options.map((option) => ({ value: option.value, words: say(option.value, option.en) }))
  if (choices.length > 0)
    return (
      <LabelledField label={label} hint={hint}>
        {(control) => (
          <select {...control} className="in" value="" onChange={(event) => onAnswer(path, event.target.value)}>
            <option value="" disabled>
              {say('请选', 'Choose')}
            </option>
            {choices.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== '') onAnswer(path, typed)
      }}
    >
      <LabelledField label={`${label}${unit === '' ? '' : say(`（${unit}）`, ` (${unit})`)}`} hint={hint}>
        {(control) => (
          <span className="row">
            <input
              {...control}
              className="in"
              autoComplete="off"
              maxLength={20}
              type={type === 'date' ? 'date' : 'text'}
              inputMode={type === 'date' ? undefined : 'decimal'}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <button type="submit" className="btn line">
              {say('填上', 'Fill in')}
            </button>
          </span>
        )}
      </LabelledField>
    </form>
  )
}
