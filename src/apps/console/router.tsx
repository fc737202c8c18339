import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isClosed, Trouble } from '#design/console/table-states.tsx'
import { readSearch, writeSearch } from './search-text.ts'
import { ClosedPage } from './shell/closed-page.tsx'
import { Layout } from './shell/layout.tsx'
import { NotHere } from './shell/not-here.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotHere })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./session/sign-in-page.tsx'), 'SignInPage'),
})

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Layout })

/** One row per page; each is a chunk of its own that is fetched when it is first opened. */
const pages: readonly { readonly path: string; readonly open: () => Promise<() => ReactNode> }[] = [
  { path: '/', open: async () => (await import('./pages/today-page.tsx')).TodayPage },
  {
    path: '/households',
    open: async () => (await import('#registry/households/ui/household-list.tsx')).HouseholdListPage,
  },
  {
    path: '/households/$id',
    open: async () => (await import('#registry/households/ui/household-file.tsx')).HouseholdFilePage,
  },
  {
    path: '/households/$id/entitlements',
    open: async () => (await import('#relief/eligibility/ui/entitlements-page.tsx')).EntitlementsPage,
  },
  { path: '/leads', open: async () => (await import('#relief/discovery/ui/lead-list-page.tsx')).LeadListPage },
  { path: '/leads/new', open: async () => (await import('#relief/discovery/ui/report-page.tsx')).LeadReportPage },
  { path: '/leads/month', open: async () => (await import('#relief/discovery/ui/month-page.tsx')).LeadMonthPage },
  { path: '/leads/$id', open: async () => (await import('#relief/discovery/ui/lead-page.tsx')).LeadPage },
  { path: '/applications', open: async () => (await import('#relief/intake/ui/drafts-page.tsx')).DraftsPage },
  { path: '/applications/new', open: async () => (await import('#relief/intake/ui/new-page.tsx')).NewApplicationPage },
  { path: '/applications/$id', open: async () => (await import('#relief/intake/ui/draft-page.tsx')).DraftPage },
  { path: '/cases', open: async () => (await import('./pages/case-list-page.tsx')).CaseListPage },
  { path: '/kin', open: async () => (await import('#relief/casework/ui/kin-page.tsx')).KinPage },
  {
    path: '/letter-layouts',
    open: async () => (await import('#relief/papers/ui/layouts-page.tsx')).LayoutsPage,
  },
  { path: '/cases/$id', open: async () => (await import('./pages/case-page.tsx')).CasePage },
  { path: '/cases/$id/survey', open: async () => (await import('#relief/home-survey/ui/survey-page.tsx')).SurveyPage },
  {
    path: '/notices',
    open: async () => (await import('#relief/public-notice/ui/notice-list-page.tsx')).NoticeListPage,
  },
  {
    path: '/checks/$id',
    open: async () => (await import('#relief/means-check/ui/report-page.tsx')).CheckReportPage,
  },
  {
    path: '/connections',
    open: async () => (await import('#relief/means-check/ui/connections-page.tsx')).ConnectionsPage,
  },
  { path: '/roster', open: async () => (await import('#relief/roster/ui/upload-page.tsx')).RosterUploadPage },
  { path: '/roster/$id', open: async () => (await import('#relief/roster/ui/dry-run-page.tsx')).RosterDryRunPage },
  {
    path: '/roster/$id/result',
    open: async () => (await import('#relief/roster/ui/result-page.tsx')).RosterResultPage,
  },
  {
    path: '/assessments/$id',
    open: async () => (await import('#relief/eligibility/ui/why-tree-page.tsx')).WhyTreePage,
  },
  { path: '/policies', open: async () => (await import('#relief/eligibility/ui/packs-page.tsx')).PacksPage },
  {
    path: '/workbench',
    open: async () => (await import('#relief/policy-workbench/ui/workbench-page.tsx')).WorkbenchPage,
  },
  {
    path: '/workbench/packs/$region/$programme',
    open: async () => (await import('#relief/policy-workbench/ui/pack-page.tsx')).PackPage,
  },
  {
    path: '/workbench/drafts/$id',
    open: async () => (await import('#relief/policy-workbench/ui/draft-page.tsx')).DraftPage,
  },
  {
    path: '/workbench/adjustments/$id',
    open: async () => (await import('#relief/policy-workbench/ui/adjustment-page.tsx')).AdjustmentPage,
  },
  {
    path: '/workbench/drafts/$id/expert/$file',
    open: async () => (await import('#relief/policy-workbench/ui/expert/expert-page.tsx')).ExpertPage,
  },
  {
    path: '/workbench/plans/$id',
    open: async () => (await import('#relief/policy-workbench/ui/plan-page.tsx')).PlanPage,
  },
  {
    path: '/workbench/simulations/$id',
    open: async () => (await import('#relief/policy-workbench/ui/simulation-page.tsx')).SimulationPage,
  },
  {
    path: '/workbench/simulations/$id/households/$household',
    open: async () => (await import('#relief/policy-workbench/ui/simulated-household-page.tsx')).SimulatedHouseholdPage,
  },
  { path: '/pay', open: async () => (await import('#finance/payouts/ui/pay-runs-page.tsx')).PayRunsPage },
  { path: '/pay/$id', open: async () => (await import('#finance/payouts/ui/pay-run-page.tsx')).PayRunPage },
  { path: '/pay/returns/$id', open: async () => (await import('#finance/payouts/ui/return-page.tsx')).ReturnPage },
  { path: '/one-off', open: async () => (await import('#finance/campaigns/ui/campaigns-page.tsx')).CampaignsPage },
  {
    path: '/one-off/new',
    open: async () => (await import('#finance/campaigns/ui/new-campaign-page.tsx')).NewCampaignPage,
  },
  { path: '/one-off/$id', open: async () => (await import('#finance/campaigns/ui/campaign-page.tsx')).CampaignPage },
  {
    path: '/reconciliation',
    open: async () => (await import('#finance/reconciliation/ui/reconciliation-page.tsx')).ReconciliationPage,
  },
  { path: '/recovery', open: async () => (await import('#finance/payouts/ui/claims-page.tsx')).ClaimsPage },
  { path: '/refunds', open: async () => (await import('#finance/payouts/ui/refunds-page.tsx')).RefundsPage },
  { path: '/budgets', open: async () => (await import('#finance/payouts/ui/budgets-page.tsx')).BudgetsPage },
  { path: '/reviews', open: async () => (await import('#relief/monitoring/ui/review-list.tsx')).ReviewListPage },
  { path: '/reviews/$id', open: async () => (await import('#relief/monitoring/ui/review-page.tsx')).ReviewFilePage },
  { path: '/audit', open: async () => (await import('#oversight/supervision/ui/audit-page.tsx')).AuditPage },
  { path: '/officers', open: async () => (await import('#registry/officers/ui/officer-list.tsx')).OfficerListPage },
  {
    path: '/officers/new',
    open: async () => (await import('#registry/officers/ui/new-officer-page.tsx')).NewOfficerPage,
  },
  { path: '/officers/$id', open: async () => (await import('#registry/officers/ui/officer-page.tsx')).OfficerPage },
  { path: '/security', open: async () => (await import('./session/security-page.tsx')).SecurityPage },
]

export const createConsoleRouter = () =>
  createRouter({
    basepath: '/console',
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    routeTree: root.addChildren([
      signIn,
      frame.addChildren(
        pages.map(({ path, open }) =>
          createRoute({
            getParentRoute: () => frame,
            path,
            component: lazyRouteComponent(async () => ({ default: await open() })),
          }),
        ),
      ),
    ]),
    defaultErrorComponent: PageBroke,
    defaultNotFoundComponent: NotHere,
    defaultPreload: false,
    scrollRestoration: true,
  })

/** A page that throws shows the answer it got, or the face of a fault of ours; the frame around it goes on working. */
function PageBroke({ error, reset }: ErrorComponentProps) {
  if (isClosed(error)) return <ClosedPage error={error} />
  return <Trouble error={error} onRetry={reset} />
}
