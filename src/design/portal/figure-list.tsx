import { sayIn, type Language } from '../console/language.tsx'

export interface OpenFigure {
  readonly key: string
  /** Digits as they are shown, with the qualifier before them: `≥ 120`. */
  readonly digits: string
  readonly unit: string
  /** What was counted, in a sentence. */
  readonly what: string
  /** Computed from our own records, or reported by somebody. Never mixed into one sum. */
  readonly kind: 'computed' | 'reported'
  /** Place and day: `嘉兴 · 2019 年 9 月`. */
  readonly from: string
  /** Opens the number: the list behind it, or its source. */
  readonly href: string
}

/** Numbers in the open: each with its unit, its day, its kind, and a door to what stands behind it. */
export function FigureList({ language, figures }: { language: Language; figures: readonly OpenFigure[] }) {
  const t = sayIn(language)
  return (
    <ul className="nums">
      {figures.map((figure, index) => (
        <li key={figure.key} className={index === 0 ? 'big' : undefined}>
          <a href={figure.href}>
            <strong>
              {figure.digits}
              <i>{figure.unit}</i>
            </strong>
            <span className="w">{figure.what}</span>
            <span className="asof">
              {figure.kind === 'computed' ? t('算出来的', 'computed') : t('报道的', 'reported')} · {figure.from}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
