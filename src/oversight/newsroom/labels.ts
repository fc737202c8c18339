import type { InBothLanguages, NewsColumn, ReportedFigure } from './contract.ts'

export const columnLabels: Readonly<Record<NewsColumn, InBothLanguages>> = {
  'work-updates': { zh: '工作动态', en: 'Work updates' },
  policy: { zh: '政策法规', en: 'Policies and laws' },
  authoritative: { zh: '权威发布', en: 'Authoritative releases' },
  features: { zh: '专题', en: 'Features' },
  'daily-digest': { zh: '每日要闻', en: 'Daily digest' },
}

/** How a qualifier stands before its number: nothing when exact. */
export const qualifierLabels: Readonly<Record<ReportedFigure['qualifier'], InBothLanguages>> = {
  '=': { zh: '', en: '' },
  '≥': { zh: '超过 ', en: 'more than ' },
  '<': { zh: '近 ', en: 'nearly ' },
  '~': { zh: '约 ', en: 'about ' },
}
