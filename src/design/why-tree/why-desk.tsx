import type { ReactNode } from 'react'
import { yuan } from '../console/figures.ts'
import { sayIn, type Language } from '../console/language.tsx'
import { PlainLetter } from './plain-letter.tsx'
import type { PaidNow, WhyAssessment } from './shape.ts'
import { WhySheet } from './why-sheet.tsx'

export interface WhyDeskProps {
  readonly assessment: WhyAssessment
  readonly language: Language
  readonly paid?: PaidNow | undefined
  readonly to?: string | null
  readonly isOpen?: boolean
  readonly placeName?: ((code: string) => string) | undefined
  /** More cards in the right column: what if, what to do next. */
  readonly children?: ReactNode
}

/** The sum and, beside it, the same in plain words; below, which rules were used. Prints on two sheets of A4. */
export function WhyDesk(props: WhyDeskProps) {
  const { assessment, language, paid, to = null, isOpen = false, placeName, children } = props
  const t = sayIn(language)
  return (
    <>
      <div className="desk">
        <WhySheet {...{ assessment, language, paid, isOpen, placeName }} />
        <div className="rightcol">
          <PlainLetter assessment={assessment} language={language} to={to} />
          {children}
        </div>
      </div>
      <div className="again">
        <div>
          <h2>{t('规则包', 'Rule pack')}</h2>
          <p className="small mute">
            {assessment.pack.title}
            {assessment.pack.status === 'draft' && t('（草案，不能据此发钱）', ' (draft: must never pay)')}
          </p>
        </div>
        <div>
          <h2>{t('哪天的', 'As of')}</h2>
          <p className="small mute">
            {t(
              `情况 ${assessment.factsOn} · 规则 ${assessment.lawOn} · 享受月份 ${assessment.month}`,
              `facts ${assessment.factsOn} · rules ${assessment.lawOn} · benefit month ${assessment.month}`,
            )}
          </p>
        </div>
        <div>
          <h2>{t('指纹', 'Fingerprint')}</h2>
          <p className="mute">
            <code>{assessment.pack.hash.slice(0, 32)}</code>
          </p>
        </div>
      </div>
    </>
  )
}

/** The question over the sheet: “为什么是 930.00 元？”. */
export function whyTitle(assessment: WhyAssessment, language: Language): string {
  const t = sayIn(language)
  if (assessment.outcome === 'entitled' && assessment.amount !== null)
    return t(`为什么是 ${yuan(assessment.amount)} 元？`, `Why ${yuan(assessment.amount)} yuan?`)
  switch (assessment.outcome) {
    case 'not-entitled':
      return t('为什么不给？', 'Why not?')
    case 'no-rule':
      return t('为什么没有答案？', 'Why is there no answer?')
    case 'entitled':
    case 'not-enough-known':
      return t('为什么还算不准？', 'Why is it not certain yet?')
  }
}
