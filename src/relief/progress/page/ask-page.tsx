import { sayIn } from '#design/console/language.tsx'
import { Button } from '#design/portal/button.tsx'
import { ErrorSummary, Field } from '#design/portal/form-errors.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { progressPath } from '../contract.ts'

export interface AskPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly csrf: string
  /** What was typed, so that it need not be typed again. The code never comes back. */
  readonly number: string
  readonly error: string | null
}

/** Two fields and a button. It says the same for an unknown number and a wrong code. */
export function AskPage({ site, visit, csrf, number, error }: AskPageProps) {
  const t = sayIn(visit.language)
  const title = t('查办到哪了', 'See how your case stands')
  return (
    <PortalPage site={site} visit={visit} title={title} current={progressPath}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={title}
          lead={t(
            '填回执上的办件编号，和小条上的六位查询码。不用注册。',
            'Type the number on your receipt and the six digits on the slip. No account is needed.',
          )}
        />
        <ErrorSummary language={visit.language} errors={error === null ? [] : [{ field: 'number', sentence: error }]} />
        <form method="post" action={progressPath} autoComplete="off">
          <input type="hidden" name="_csrf" value={csrf} />
          <Field
            id="number"
            label={t('办件编号', 'Number of the case')}
            hint={t('像 QH-DB-2026-000123', 'Like QH-DB-2026-000123')}
            error={error ?? undefined}
          >
            {(tie) => <input {...tie} type="text" defaultValue={number} maxLength={40} required />}
          </Field>
          <Field
            id="secret"
            label={t('查询码', 'Code')}
            hint={t('六位数字，在另一张小条上', 'Six digits, on a slip of its own')}
          >
            {(tie) => <input {...tie} type="text" inputMode="numeric" maxLength={12} autoComplete="off" required />}
          </Field>
          <Button isBig>{t('看进度', 'Show it')}</Button>
        </form>
        <p className="sec">
          {t(`看不了？打 ${site.hotline}，报办件编号。`, `No luck? Call ${site.hotline} with the number of the case.`)}
        </p>
      </div>
    </PortalPage>
  )
}
