import type { ReactNode } from 'react'
import { sayIn, type Language, type Words } from '#design/console/language.tsx'
import { Button } from '#design/portal/button.tsx'
import { questions, type FieldName, type QuestionKey } from '#relief/eligibility/index.ts'
import { portalPaths } from '../paths.ts'
import type { AskView } from '../screener.ts'
import { AskPage, Carried, Progress } from './screener-form.tsx'

/** All answers on one page, each with its way back, before anything is computed. */
export function CheckPage({ view }: { readonly view: AskView }) {
  const t = sayIn(view.visit.language)
  const last = questions.at(-1)
  return (
    <AskPage
      view={view}
      title={t('看一遍您的答案', 'Check your answers')}
      here="check"
      back={last ? { to: last.key, word: t('上一题', 'Previous question') } : null}
    >
      {(backward) => (
        <>
          <Progress view={view} number={questions.length + 1} title={t('看一遍', 'Check')} />
          <div className="q">
            <div>
              {backward}
              <h1>{t('算之前，看一遍。', 'Check before it is computed.')}</h1>
              <p className="mute">
                {t('有不对的，点右边的“改”。', 'If something is wrong, press “Change” beside it.')}
              </p>
              <AnswerList view={view} />
              <form className="main" method="post" action={portalPaths.screener}>
                <Carried typed={view.typed} csrf={view.csrf} />
                <input type="hidden" name="to" value="result" />
                <div className="row">
                  <Button isBig>{t('算一算', 'Work it out')}</Button>
                </div>
              </form>
            </div>
            <aside>
              <p className="small">
                {t(
                  '“说不清”不当作零，也不当作没有。算出来会告诉您还差什么、到哪里弄清楚。',
                  '“Cannot say” is not taken as zero or none. The answer will say what is missing and where to find out.',
                )}
              </p>
            </aside>
          </div>
        </>
      )}
    </AskPage>
  )
}

/** Question and answer, one under the other; each row a small form that leads back to its question. */
export function AnswerList({ view }: { readonly view: AskView }) {
  const t = sayIn(view.visit.language)
  return (
    <dl className="sl">
      {questions.map(({ key, short }) => (
        <div key={key}>
          <dt>{t(short)}</dt>
          <dd>{answerWords(key, view)}</dd>
          <dd className="ch noprint">
            <form method="post" action={portalPaths.screener}>
              <Carried typed={view.typed} csrf={view.csrf} />
              <input type="hidden" name="review" value="1" />
              <button className="backward" name="to" value={key}>
                {t('改', 'Change')}
                <span className="vh">
                  {t('：', ': ')}
                  {t(short)}
                </span>
              </button>
            </form>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const unknown: Words = { zh: '说不清', en: 'Cannot say' }
const noneWords: Words = { zh: '没有', en: 'None' }

function answerWords(key: QuestionKey, { typed, places, visit: { language } }: AskView): ReactNode {
  const t = sayIn(language)
  const amount = (field: 'income' | 'deposits' | 'paid', per: Words): string => {
    if (typed[`${field}-is`] === 'none') return t(noneWords)
    return typed[field] === undefined ? t(unknown) : `${typed[field]} ${t(per)}`
  }
  switch (key) {
    case 'place': {
      const place = places.find(({ code }) => code === typed.place)
      return place ? t(place.name) : t(unknown)
    }
    case 'people':
      return typed.people === undefined ? t(unknown) : t(`${typed.people} 口`, typed.people)
    case 'registered':
      return t(registeredWords[typed.registered ?? ''] ?? unknown)
    case 'income':
      return amount(
        'income',
        typed['income-per'] === 'year'
          ? { zh: '元，全年', en: 'yuan a year' }
          : { zh: '元，上个月', en: 'yuan last month' },
      )
    case 'deposits':
      return amount('deposits', { zh: '元', en: 'yuan' })
    case 'paid':
      return amount('paid', { zh: '元／月', en: 'yuan a month' })
    case 'elders':
      return typed['elders-is'] === 'none'
        ? t(noneWords)
        : [typed['elder-1'], typed['elder-2']].filter(Boolean).join(t('、', ', ')) || t(unknown)
    case 'things':
      return (
        <>
          {(['homes', 'vehicles', 'businesses'] as const).map((field, index) => (
            <span key={field}>
              {index > 0 && t('，', ', ')}
              {thingWords(field, typed[field], language)}
            </span>
          ))}
        </>
      )
  }
}

function thingWords(
  field: FieldName & ('homes' | 'vehicles' | 'businesses'),
  count: string | undefined,
  language: Language,
): string {
  const t = sayIn(language)
  const name = t(
    {
      homes: { zh: '房', en: 'homes' },
      vehicles: { zh: '车', en: 'vehicles' },
      businesses: { zh: '执照', en: 'businesses' },
    }[field],
  )
  if (count === undefined || count === 'unknown') return t(`${name}说不清`, `${name}: cannot say`)
  if (count === '0') return t(`没有${name}`, `no ${name}`)
  return t(`${name} ${count}`, `${name}: ${count}`)
}

const registeredWords: Readonly<Record<string, Words>> = {
  here: { zh: '在这里', en: 'Here' },
  urban: { zh: '在这里，城镇户口', en: 'Here, as urban' },
  rural: { zh: '在这里，农村户口', en: 'Here, as rural' },
  elsewhere: { zh: '都不在这里', en: 'Nobody is registered here' },
}
