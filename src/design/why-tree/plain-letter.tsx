import { yuan } from '../console/figures.ts'
import { sayIn, type Language } from '../console/language.tsx'
import { writeDay } from '../written.ts'
import type { WhyAssessment } from './shape.ts'

/**
 * The same sum in plain words, as one would say it to the family. It is an assessment, not a decision, and says so: only
 * named persons decide.
 */
export function PlainLetter({
  assessment,
  language,
  to,
}: {
  readonly assessment: WhyAssessment
  readonly language: Language
  /** Who is spoken to: a (masked) name, or null on a page without a person. */
  readonly to?: string | null
}) {
  const t = sayIn(language)
  return (
    <article className="letter" id="letter" aria-labelledby="letter-title">
      <div>
        <p className="small mute">{t('给家里这样说', 'How to tell the family')}</p>
        <h2 id="letter-title">{to == null ? headline(assessment, language) : `${to}${t('：', ':')}`}</h2>
      </div>
      {to != null && (
        <p>
          <mark>{headline(assessment, language)}</mark>
        </p>
      )}
      <Amounts assessment={assessment} language={language} />
      {assessment.plain.map((sentence) => (
        <p key={sentence.zh}>{t(sentence)}</p>
      ))}
      <Reasons assessment={assessment} language={language} />
      <div className="rights">
        <p>
          <b>{t('这是测算，不是决定。', 'This is an assessment, not a decision.')}</b>
          {t(
            `按 ${writeDay(assessment.factsOn, 'zh')}的情况、${writeDay(assessment.lawOn, 'zh')}的规则算的。给不给、给多少，由人来定，会书面告诉您。`,
            ` It uses the facts of ${writeDay(assessment.factsOn, 'en')} and the rules of ${writeDay(assessment.lawOn, 'en')}. People decide, and tell you in writing.`,
          )}
        </p>
        {assessment.simulated && (
          <p>
            {t(
              '用到了草案或合成的标准，只能看看，不能据此发钱。',
              'A draft or synthetic standard took part: to look at only, never to pay by.',
            )}
          </p>
        )}
      </div>
    </article>
  )
}

function headline({ outcome }: WhyAssessment, language: Language): string {
  const t = sayIn(language)
  switch (outcome) {
    case 'entitled':
      return t('算下来，够条件', 'By this sum, you are entitled')
    case 'not-entitled':
      return t('算下来，不够条件', 'By this sum, you are not entitled')
    case 'not-enough-known':
      return t('还差几样，算不准', 'Not enough is known yet')
    case 'no-rule':
      return t('这个地方、这个月没有可用的规则', 'No rule is in force for this place and month')
  }
}

function Amounts({ assessment, language }: { assessment: WhyAssessment; language: Language }) {
  const t = sayIn(language)
  if (assessment.possible.length > 0)
    return (
      <ol>
        {assessment.possible.map(({ zh, en, amount }) => (
          <li key={zh}>
            <span>{t(zh, en)}</span>
            <b className="n">
              {yuan(amount)} {t('元', 'yuan')}
            </b>
          </li>
        ))}
      </ol>
    )
  if (assessment.outcome !== 'entitled' || assessment.amount === null) return null
  return (
    <p className="big">
      {yuan(assessment.amount)} <span>{t('元／月', 'yuan a month')}</span>
    </p>
  )
}

/** All reasons, not the first; and everything that is missing. */
function Reasons({ assessment, language }: { assessment: WhyAssessment; language: Language }) {
  const t = sayIn(language)
  return (
    <>
      {assessment.reasons.length > 0 && assessment.outcome !== 'entitled' && (
        <ul className="why-not">
          {assessment.reasons.map(({ code, zh, en, article }) => (
            <li key={code}>
              {t(zh, en)} <span className="song mute">{article}</span>
            </li>
          ))}
        </ul>
      )}
      {assessment.missing.length > 0 && (
        <>
          <p>
            <b>{t('还差：', 'Missing:')}</b>
          </p>
          <ul className="why-not">
            {assessment.missing.map(({ path, zh, en }) => (
              <li key={path}>{t(zh, en)}</li>
            ))}
          </ul>
        </>
      )}
      {assessment.warnings.map(({ code, zh, en }) => (
        <p key={code} className="small mute">
          {t(zh, en)}
        </p>
      ))}
    </>
  )
}
