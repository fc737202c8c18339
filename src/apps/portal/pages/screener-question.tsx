import { sayIn } from '#design/console/language.tsx'
import { Button } from '#design/portal/button.tsx'
import { ErrorSummary } from '#design/portal/form-errors.tsx'
import { Phrases } from '#design/portal/phrases.tsx'
import { questionOf, questions, type AnswerError, type QuestionKey } from '#relief/eligibility/index.ts'
import { portalPaths } from '../paths.ts'
import type { AskView } from '../screener.ts'
import { QuestionFields } from './screener-fields.tsx'
import { AskPage, Carried, Progress } from './screener-form.tsx'

export interface QuestionPageProps {
  readonly view: AskView
  readonly question: QuestionKey
  readonly errors: readonly AnswerError[]
  /** Came from the list of answers and goes back there. */
  readonly isReview: boolean
  readonly hasTiers: boolean
}

/** One question: title, why it is asked, choices; “cannot say” is always one of them. */
export function QuestionPage({ view, question, errors, isReview, hasTiers }: QuestionPageProps) {
  const t = sayIn(view.visit.language)
  const { title, short, hint, why, fields, key } = questionOf(question)
  const number = questions.findIndex((one) => one.key === key) + 1
  const before = questions[number - 2]
  const back = isReview
    ? { to: 'check', word: t('回到答案', 'Back to the answers') }
    : before
      ? { to: before.key, word: t('上一题', 'Previous question') }
      : null
  const place = view.places.find(({ code }) => code === view.typed.place)
  return (
    <AskPage
      view={view}
      title={errors.length > 0 ? t(`要改一处：${title.zh}`, `To mend: ${title.en}`) : t(title)}
      here={key}
      back={back}
      isReview={isReview}
    >
      {(backward) => (
        <>
          <Progress view={view} number={number} title={t(short)} />
          <div className="q">
            <div>
              {backward}
              <ErrorSummary
                language={view.visit.language}
                errors={errors.map(({ field, ...words }) => ({ field, sentence: t(words) }))}
              />
              <h1>
                <Phrases text={t(title)} />
              </h1>
              {question !== 'place' && place !== undefined && ['registered', 'elders'].includes(question) && (
                <p>{t(`“这里”是${place.name.zh}。`, `“Here” is ${place.name.en}.`)}</p>
              )}
              <p className="mute">{t(hint)}</p>
              <form className="main" method="post" action={portalPaths.screener} noValidate>
                <Carried typed={view.typed} csrf={view.csrf} except={fields} />
                <input type="hidden" name="at" value={key} />
                {isReview && <input type="hidden" name="review" value="1" />}
                <QuestionFields {...{ view, question, errors, hasTiers }} legend={t(title)} />
                <div className="row">
                  <Button isBig>{t('继续', 'Continue')}</Button>
                </div>
              </form>
            </div>
            <Beside view={view} why={t(why)} />
          </div>
        </>
      )}
    </AskPage>
  )
}

function Beside({ view, why }: { view: AskView; why: string }) {
  const t = sayIn(view.visit.language)
  const { hotline } = view.site
  return (
    <aside>
      <div className="known">
        <b>{t('我们不存您写的', 'We keep nothing you write')}</b>
        <span className="small">
          {t(
            '不问名字，不问身份证号。算完就没有了；关掉这一页，什么也不剩。',
            'No name and no identity number is asked. Close the page and nothing is left.',
          )}
        </span>
      </div>
      <details>
        <summary>{t('为什么问这个', 'Why this is asked')}</summary>
        <p className="small">{why}</p>
      </details>
      <details>
        <summary>{t('不会写？让人帮', 'Need help?')}</summary>
        <p className="small">
          {t(
            `拨 ${hotline}，或者到镇上、街道的窗口，请人一起写。`,
            `Call ${hotline}, or go to the town office and fill it in together.`,
          )}
        </p>
      </details>
    </aside>
  )
}
