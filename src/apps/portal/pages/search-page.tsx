import { sayIn } from '#design/console/language.tsx'
import { Empty } from '#design/portal/empty.tsx'
import { Marked } from '#design/portal/marked.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import { SearchBox } from '#design/portal/search-box.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { wordsOf } from '#oversight/newsroom/index.ts'
import { portalPaths } from '../paths.ts'
import { excerptOf, languageOf, type Hit } from '../search.ts'

interface SearchPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly question: string
  readonly hits: readonly Hit[]
  /** More fits than is listed. */
  readonly hasMore: boolean
}

/** Policies, standards and news together, every hit marked. Nothing unpublished and no case is ever searched. */
export function SearchPage({ site, visit, question, hits, hasMore }: SearchPageProps) {
  const t = sayIn(visit.language)
  return (
    <PortalPage
      site={site}
      visit={visit}
      title={question === '' ? t('搜索', 'Search') : t(`搜“${question}”`, `Search: ${question}`)}
      current={portalPaths.search}
    >
      <div className="wrap">
        <PageHead language={visit.language} title={t('搜索', 'Search')}>
          <SearchBox
            language={visit.language}
            action={portalPaths.search}
            value={question}
            placeholder={t('比如：低保标准', 'for example: dibao standard')}
          />
        </PageHead>
        <Results visit={visit} question={question} hits={hits} hasMore={hasMore} hotline={site.hotline} />
      </div>
    </PortalPage>
  )
}

type ResultsProps = Omit<SearchPageProps, 'site'> & { readonly hotline: string }

function Results({ visit, question, hits, hasMore, hotline }: ResultsProps) {
  const t = sayIn(visit.language)
  const words = wordsOf(question)
  if (words.length === 0)
    return (
      <p className="mute">
        {t('政策、标准和新闻，中文英文都能搜。', 'Policies, standards and news, in Chinese or English.')}
      </p>
    )
  if (hits.length === 0)
    return (
      <Empty title={t(`没有找到“${question}”`, `Nothing found for “${question}”`)}>
        <p>
          {t('换个说法试试，少写几个字；或者打 ', 'Try other words, or fewer; or call ')}
          <a href={`tel:${hotline}`}>{hotline}</a>
          {t('，说给人听。', ' and tell a person.')}
        </p>
      </Empty>
    )
  return (
    <>
      <p className="asof" role="status">
        {hasMore
          ? t(
              `先列出 ${hits.length} 条，后面还有；多写一个词，找得更准`,
              `The first ${hits.length} are listed, there are more; another word narrows the search`,
            )
          : t(`找到 ${hits.length} 条`, `${hits.length} found`)}
      </p>
      <ul className="titles">
        {hits.map((hit) => (
          <Result key={`${hit.kind} ${hit.title.zh} ${hit.text.zh}`} hit={hit} words={words} visit={visit} />
        ))}
      </ul>
    </>
  )
}

function Result({ hit, words, visit }: { hit: Hit; words: readonly string[]; visit: DrawnFor }) {
  const t = sayIn(visit.language)
  const language = languageOf(hit, words, visit.language)
  const lang = language === 'en' ? 'en' : 'zh-CN'
  const kinds = { policy: t('政策', 'Policy'), standard: t('标准', 'Standard'), news: t('新闻', 'News') }
  return (
    <li>
      <h2 lang={lang}>
        <a href={hit.href}>
          <span>
            <Marked text={hit.title[language]} words={words} />
          </span>
        </a>
      </h2>
      <p lang={lang}>
        <Marked text={excerptOf(hit.text[language], words, language === 'en' ? 220 : 90)} words={words} />
      </p>
      <p className="asof">{kinds[hit.kind]}</p>
    </li>
  )
}
