import { lazy, type ReactNode } from 'react'
import type { CasePanelEntry, CasePanelProps } from '#relief/casework/ui/panel-entry.ts'

/** A panel is fetched when the page needs it: `open(async () => (await import('…/notice-panel.tsx')).NoticePanel)`. */
export const open = (load: () => Promise<(props: CasePanelProps) => ReactNode>): CasePanelEntry['open'] =>
  lazy(async () => ({ default: await load() }))

/** The panels of the case page, one row each, in the order in which a family meets them. Gaps are left for more: intake
 * 10, means check 20, home survey 30, emergency 40, opinion 50, public notice 60, decision 70, papers 80, payment 90.
 */
export const casePanels: readonly CasePanelEntry[] = [
  {
    name: 'intake',
    order: 10,
    zh: '申请、材料、授权',
    en: 'Application, papers, authorisations',
    open: open(async () => (await import('#relief/intake/ui/application-panel.tsx')).ApplicationPanel),
    needs: ['intake.read'],
    moves: ['ask-papers', 'accept'],
  },
  {
    name: 'means-check',
    order: 20,
    zh: '经济状况核对',
    en: 'Means check',
    open: open(async () => (await import('#relief/means-check/ui/check-panel.tsx')).CheckPanel),
    needs: ['means-check.read'],
    form: 'means-check',
  },
  {
    name: 'home-survey',
    order: 30,
    zh: '入户调查',
    en: 'Home survey',
    open: open(async () => (await import('#relief/home-survey/ui/survey-panel.tsx')).SurveyPanel),
    needs: ['home-survey.read'],
    form: 'home-survey',
  },
  {
    name: 'emergency',
    order: 40,
    zh: '先行救助',
    en: 'Help before papers',
    open: open(async () => (await import('#relief/casework/ui/emergency-panel.tsx')).EmergencyPanel),
    needs: [],
    moves: ['grant-emergency', 'complete-papers', 'consent-second-grant'],
    isFor: ({ emergency }) => emergency !== null,
  },
  {
    name: 'opinion',
    order: 50,
    zh: '乡镇意见',
    en: 'Opinion of the town',
    open: open(async () => (await import('#relief/casework/ui/opinion-panel.tsx')).OpinionPanel),
    needs: [],
    moves: ['give-opinion'],
  },
  {
    name: 'public-notice',
    order: 60,
    zh: '公示和公布',
    en: 'Notice and publication',
    open: open(async () => (await import('#relief/public-notice/ui/notice-panel.tsx')).NoticePanel),
    needs: ['public-notice.read'],
    moves: ['raise-objection', 'publish'],
  },
  {
    name: 'sampling',
    order: 65,
    zh: '县级抽查',
    en: 'The county’s sample',
    open: open(async () => (await import('#relief/sampling/ui/sample-panel.tsx')).SamplePanel),
    needs: ['sampling.read'],
    isFor: ({ stages }) => stages.some(({ forms }) => forms.includes('sample')),
  },
  {
    name: 'decision',
    order: 70,
    zh: '县级决定',
    en: 'Decision of the county',
    open: open(async () => (await import('#relief/casework/ui/decision-panel.tsx')).DecisionPanel),
    needs: [],
    moves: [
      'record-county-visit',
      'propose-decision',
      'approve-decision',
      'send-back',
      'consent-override',
      'reconsider',
    ],
  },
  {
    name: 'papers',
    order: 80,
    zh: '文书',
    en: 'Papers',
    open: open(async () => (await import('#relief/papers/ui/papers-panel.tsx')).PapersPanel),
    needs: ['papers.print'],
    moves: ['deliver-letter'],
  },
  {
    name: 'payments',
    order: 90,
    zh: '待遇和发放',
    en: 'Rights and payments',
    open: open(async () => (await import('./case-payments.tsx')).CasePaymentsPanel),
    needs: ['payouts.read-household'],
  },
]

/** Those this person may see, in their order. */
export const panelsFor = (holds: (permission: string) => boolean): readonly CasePanelEntry[] =>
  casePanels
    .filter(({ needs }) => needs.length === 0 || needs.some(holds))
    .toSorted((one, other) => one.order - other.order)
