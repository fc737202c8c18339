import type { ReactNode } from 'react'
import { sayIn } from '#design/console/language.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import { fieldNames, questions, type FieldName, type Typed } from '#relief/eligibility/index.ts'
import { portalPaths } from '../paths.ts'
import type { AskView } from '../screener.ts'

const keepForm = 'keep'

/** Every answer that this page does not ask for, so that nothing has to be kept on our side. */
export function Carried({ typed, csrf, except = [] }: { typed: Typed; csrf: string; except?: readonly FieldName[] }) {
  return (
    <>
      <input type="hidden" name="_csrf" value={csrf} />
      {fieldNames
        .filter((field) => !except.includes(field) && typed[field] !== undefined)
        .map((field) => (
          <input key={field} type="hidden" name={field} value={typed[field]} />
        ))}
    </>
  )
}

/** The frame of every page of the screener. 长辈版 and language send the answers along; so does the way back. */
export function AskPage({
  view,
  title,
  here,
  back,
  isReview = false,
  children,
}: {
  readonly view: AskView
  readonly title: string
  /** Which page this is, to draw it again. */
  readonly here: string
  readonly back: { readonly to: string; readonly word: string } | null
  readonly isReview?: boolean
  readonly children: (backward: ReactNode) => ReactNode
}) {
  const { site, visit, typed, csrf } = view
  return (
    <PortalPage {...{ site, visit, title, keepForm }} current={portalPaths.screener} main="p-ask wrap">
      {children(
        <form id={keepForm} method="post" action={portalPaths.screener} className="noprint">
          <Carried typed={typed} csrf={csrf} />
          <input type="hidden" name="here" value={here} />
          {isReview && <input type="hidden" name="review" value="1" />}
          {back !== null && (
            <button className="backward" name="to" value={back.to}>
              ← {back.word}
            </button>
          )}
        </form>,
      )}
    </PortalPage>
  )
}

/** `第 3 题，共 8 题`, drawn and said. */
export function Progress({ view, number, title }: { view: AskView; number: number; title: string }) {
  const t = sayIn(view.visit.language)
  const total = questions.length
  return (
    <div className="prog">
      <ol aria-hidden="true">
        {questions.map(({ key }, index) => (
          <li key={key} className={index + 1 < number ? 'd' : index + 1 === number ? 'n' : undefined} />
        ))}
      </ol>
      <p className="small">
        <span>
          <b>
            {number > total
              ? t(`${total} 题都答了`, `All ${total} questions answered`)
              : t(`第 ${number} 题，共 ${total} 题`, `Question ${number} of ${total}`)}
          </b>
          {'　'}
          {title}
        </span>
        <span className="mute">{t('不留名字，不存下来', 'No name asked, nothing kept')}</span>
      </p>
    </div>
  )
}
