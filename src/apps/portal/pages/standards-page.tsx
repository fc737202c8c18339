import { sayIn } from '#design/console/language.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { portalPaths } from '../paths.ts'
import { StandardsTable, type PlaceName } from './standards-table.tsx'

interface StandardsPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly today: string
  readonly policies: readonly PolicyPage[]
  readonly placeName: PlaceName
}

/** All numbers of all places, grouped by place. */
export function StandardsPage({ site, visit, today, policies, placeName }: StandardsPageProps) {
  const t = sayIn(visit.language)
  return (
    <PortalPage site={site} visit={visit} title={t('标准', 'Standards')} current={portalPaths.standards}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={t('标准', 'Standards')}
          lead={t(
            '哪里、从哪天起、多少、依据哪份文件。没有依据的数不算数。',
            'Where, from when, how much, by which document. A number without a document does not count.',
          )}
        />
        {policies.map((policy) => (
          <section className="sec" key={policy.id} aria-labelledby={`h-${policy.id}`}>
            <h2 id={`h-${policy.id}`}>{t(policy.title)}</h2>
            <StandardsTable
              language={visit.language}
              today={today}
              rows={policy.standards.map((standard) => ({ standard, policy }))}
              placeName={placeName}
              caption={t(policy.title)}
            />
            <p>
              <a className="go" href={portalPaths.policy(policy.id)}>
                {t('看规则', 'See the rules')}
              </a>
            </p>
          </section>
        ))}
      </div>
    </PortalPage>
  )
}
