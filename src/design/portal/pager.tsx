import { sayIn, type Language } from '../console/language.tsx'

interface PagerProps {
  readonly language: Language
  readonly page: number
  readonly pages: number
  readonly hrefOf: (page: number) => string
}

/** Before, where we are, after. Nothing when everything stands on one page. */
export function Pager({ language, page, pages, hrefOf }: PagerProps) {
  const t = sayIn(language)
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label={t('翻页', 'Pages')}>
      {page > 1 && (
        <a className="btn line" rel="prev" href={hrefOf(page - 1)}>
          {t('上一页', 'Previous')}
        </a>
      )}
      <span>{t(`第 ${page} 页，共 ${pages} 页`, `Page ${page} of ${pages}`)}</span>
      {page < pages && (
        <a className="btn line" rel="next" href={hrefOf(page + 1)}>
          {t('下一页', 'Next')}
        </a>
      )}
    </nav>
  )
}
