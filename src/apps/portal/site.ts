import type { Site } from '#design/portal/site.ts'
import { portalPaths } from './paths.ts'

/** What the tenant's settings say; the columns are the portal's own. */
export type SiteSettings = Omit<Site, 'nav' | 'footLinks'>

export const siteFrom = (settings: SiteSettings): Site => ({
  ...settings,
  nav: [
    { href: portalPaths.screener, label: { zh: '算一算', en: 'Work it out' } },
    { href: portalPaths.progress, label: { zh: '查进度', en: 'My case' } },
    { href: portalPaths.policies, label: { zh: '能领什么', en: 'What you can get' } },
    { href: portalPaths.standards, label: { zh: '标准', en: 'Standards' } },
    { href: portalPaths.numbers, label: { zh: '公开数字', en: 'Open numbers' } },
    { href: portalPaths.news, label: { zh: '新闻', en: 'News' } },
  ],
  footLinks: [
    { href: portalPaths.progress, label: { zh: '查办件进度', en: 'See how your case stands' } },
    { href: portalPaths.notices, label: { zh: '公示', en: 'Public notices' } },
    { href: portalPaths.publications, label: { zh: '救助公布', en: 'Who receives assistance' } },
    { href: portalPaths.search, label: { zh: '搜索', en: 'Search' } },
    { href: portalPaths.about, label: { zh: '关于助联', en: 'About' } },
    { href: portalPaths.accessibility, label: { zh: '无障碍说明', en: 'Accessibility' } },
    { href: portalPaths.privacy, label: { zh: '隐私说明', en: 'Privacy' } },
    { href: portalPaths.signIn, label: { zh: '工作人员登录', en: 'Staff sign-in' } },
  ],
})

/** The demonstration's county is invented, and says so. */
export const demonstrationSite: Site = siteFrom({
  name: { zh: '青禾县助联', en: 'Qinghe Zhulian' },
  what: { zh: '社会救助服务联合体', en: 'Social assistance consortium' },
  hotline: '12345',
  filingNumber: null,
  isDemonstration: true,
})
