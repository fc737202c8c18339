import { count, groupDigits } from '#design/console/figures.ts'
import { sayIn, type Language } from '#design/console/language.tsx'
import type { OpenFigure } from '#design/portal/figure-list.tsx'
import { writeDay } from '#design/written.ts'
import { qualifierLabels, type ReportedFigure } from '#oversight/newsroom/index.ts'
import type { ComputedFigure } from './needs.ts'
import { portalPaths } from './paths.ts'

/** The qualifier never leaves its number: “超过 120”. */
export const writeReported = ({ qualifier, value }: ReportedFigure, language: Language): string =>
  `${sayIn(language)(qualifierLabels[qualifier])}${groupDigits(value)}`

/** One large and four small ones fill the rows of the home page. */
const homeFiguresMax = 5

/** The numbers of the home page: our own first, then those reported that were chosen for it. */
export function openFigures(
  computed: readonly ComputedFigure[],
  reported: readonly ReportedFigure[],
  language: Language,
): readonly OpenFigure[] {
  const t = sayIn(language)
  const own = computed.map((figure) => ({
    key: figure.code,
    digits: count(figure.value),
    unit: t(figure.unit),
    what: t(figure.what),
    kind: 'computed' as const,
    from: `${t(figure.place)} · ${t('截至', 'as of')} ${writeDay(figure.on, language)}`,
    href: portalPaths.number(figure.code),
  }))
  const others = reported
    .filter(({ homeOrder }) => homeOrder !== null)
    .map((figure) => ({
      key: figure.code,
      digits: writeReported(figure, language),
      unit: t(figure.unit),
      what: t(figure.what),
      kind: 'reported' as const,
      from: `${t(figure.place)} · ${t(figure.period)}`,
      href: portalPaths.number(figure.code),
    }))
  return [...own, ...others].slice(0, homeFiguresMax)
}
