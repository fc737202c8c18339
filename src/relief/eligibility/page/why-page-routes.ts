import { z } from 'zod'
import type { Site } from '#design/portal/site.ts'
import { purposeOf, route, type Route } from '#platform/http/index.ts'
import { readAssessments } from '../access.ts'
import type { AssessmentService } from '../service.ts'

/** The sum to print, for staff. The markup is loaded when it is first asked for: the rest of the module needs no React. */
export const whyPageRoutes = ({
  assessments,
  site,
}: {
  readonly assessments: AssessmentService
  readonly site: () => Site
}): Route[] => [
  route({
    verb: 'GET',
    path: '/why/:id',
    zh: '为什么是这个数（可打印）',
    en: 'Why this amount (to print)',
    may: readAssessments,
    params: z.object({ id: z.uuid() }),
    answers: 'page',
    run: async ({ who, visit, params }) => {
      purposeOf(who)
      const stored = await assessments.read(who, params.id)
      const { renderWhyPage } = await import('./why-page.tsx')
      return renderWhyPage({ site: site(), visit, stored })
    },
  }),
]
