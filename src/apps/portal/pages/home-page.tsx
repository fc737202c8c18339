import { groupDigits } from '#design/console/figures.ts'
import { sayIn } from '#design/console/language.tsx'
import { ButtonLink, GoLink } from '#design/portal/button.tsx'
import { CountyScene } from '#design/portal/county-scene.tsx'
import { FigureList, type OpenFigure } from '#design/portal/figure-list.tsx'
import { Phrases } from '#design/portal/phrases.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import { SearchBox } from '#design/portal/search-box.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { writeDay } from '#design/written.ts'
import { unitInWords } from '#design/console/units.ts'
import { columnLabels, leadOf, type Article } from '#oversight/newsroom/index.ts'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { portalPaths } from '../paths.ts'
import { headStandard, needOf, writeStatus, writeTier } from '../policies.ts'

export interface HomePageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly today: string
  /** Its policies need no place before them. */
  readonly homeRegion: string
  readonly policies: readonly PolicyPage[]
  readonly figures: readonly OpenFigure[]
  /** Newest first; the first one is the lead. */
  readonly articles: readonly Article[]
}

/** Three doors, needs before programme names, numbers with their sources, the news. */
export function HomePage({ site, visit, today, homeRegion, policies, figures, articles }: HomePageProps) {
  const t = sayIn(visit.language)
  return (
    <PortalPage site={site} visit={visit} title={t(site.name)} isHome main="p-home">
      <Hero visit={visit} hotWords={hotWords(policies, visit)} />
      <Doors visit={visit} />
      <div className="wrap">
        <Urgent visit={visit} hotline={site.hotline} />
        <InHand visit={visit} />
        {policies.length > 0 && <Needs {...{ visit, policies, homeRegion, today }} />}
        {figures.length > 0 && (
          <section className="sec" aria-labelledby="h-num">
            <div className="hd">
              <h2 id="h-num">{t('账在明处', 'The books are open')}</h2>
              <GoLink href={portalPaths.numbers}>{t('全部数字和口径', 'All numbers and how they are counted')}</GoLink>
            </div>
            <FigureList language={visit.language} figures={figures} />
          </section>
        )}
        {articles.length > 0 && <News visit={visit} articles={articles} />}
      </div>
    </PortalPage>
  )
}

/** Words that lead to a search which finds something: the titles of what there is. */
const hotWords = (policies: readonly PolicyPage[], visit: DrawnFor): readonly string[] => {
  const t = sayIn(visit.language)
  const words = policies.some(({ programme }) => programme === 'dibao') ? [t('低保', 'dibao')] : []
  return [...words, t('老人', 'older'), t('孩子', 'children'), t('网格', 'grid')]
}

function Hero({ visit, hotWords: words }: { visit: DrawnFor; hotWords: readonly string[] }) {
  const t = sayIn(visit.language)
  return (
    <section className="hero">
      <div className="wrap">
        <h1>
          {t('日子有难处，', 'In hard days,')}
          <br />
          {t('先来这里。', 'come here first.')}
        </h1>
        <p className="sub">
          {t(
            '能领什么、凭什么、每一分钱怎么算，都写给您看。',
            'What you can get, by which rule, and how every fen is counted: it is all written down for you.',
          )}
        </p>
        <SearchBox
          language={visit.language}
          action={portalPaths.search}
          placeholder={t('比如：低保标准', 'for example: dibao standard')}
        />
        <div className="hot">
          {words.map((word) => (
            <a key={word} href={`${portalPaths.search}?q=${encodeURIComponent(word)}`}>
              {word}
            </a>
          ))}
        </div>
        {visit.language === 'zh' && (
          <p className="verse song">
            有难处的，找得到人；
            <br />
            想帮忙的，帮得上忙。
          </p>
        )}
      </div>
      <CountyScene
        label={t('田野、粉墙黛瓦的村子和一座桥', 'Fields, a village of white walls and black tiles, and a bridge')}
      />
    </section>
  )
}

function Doors({ visit }: { visit: DrawnFor }) {
  const t = sayIn(visit.language)
  const doors = [
    {
      href: portalPaths.screener,
      title: t('我能得到什么', 'What can I get'),
      text: t('答 8 个问题就有数，不用登录，不留名字', 'Eight questions; no sign-in, no name'),
      go: t('算一算', 'Work it out'),
    },
    {
      href: portalPaths.standards,
      title: t('钱怎么算', 'How it is counted'),
      text: t('哪里、从哪天起、多少、依据哪份文件', 'Where, from when, how much, by which document'),
      go: t('看标准', 'See the standards'),
    },
    {
      href: portalPaths.numbers,
      title: t('账在明处', 'The open books'),
      text: t('算出来的和报道的，分开写', 'Computed and reported, kept apart'),
      go: t('看数字', 'See the numbers'),
    },
  ]
  return (
    <div className="wrap doors">
      <ul>
        {doors.map(({ href, title, text, go }) => (
          <li key={href}>
            <a href={href}>
              <b>{title}</b>
              <span>{text}</span>
              <span className="go">{go}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Urgent({ visit, hotline }: { visit: DrawnFor; hotline: string }) {
  const t = sayIn(visit.language)
  return (
    <section className="urgent" aria-labelledby="ur">
      <div>
        <h2 id="ur">
          <span className="n">{t('火灾、车祸、急病，', 'Fire, accident, sudden illness: ')}</span>
          <span className="n">{t('今天就过不去？', 'cannot get through today?')}</span>
        </h2>
        <p>
          {t(
            '先打电话，或者去镇上、街道。急难的先救助，后补手续。',
            'Call, or go to the town office. In an emergency help comes first and papers after.',
          )}
        </p>
      </div>
      <ButtonLink href={`tel:${hotline}`} look="gold" isBig>
        {t(`打 ${hotline}`, `Call ${hotline}`)}
      </ButtonLink>
    </section>
  )
}

/** What is under way: one's own case by its receipt, and what everybody may read. */
function InHand({ visit }: { visit: DrawnFor }) {
  const t = sayIn(visit.language)
  const ways = [
    {
      href: portalPaths.progress,
      title: t('查办到哪了', 'See how your case stands'),
      text: t('凭办件编号和查询码，不用注册', 'With its number and the code; no account'),
    },
    {
      href: portalPaths.notices,
      title: t('正在公示的', 'On public notice now'),
      text: t('有不同意见，到期以前可以提', 'You may object until it ends'),
    },
    {
      href: portalPaths.publications,
      title: t('公布的救助', 'Assistance made public'),
      text: t('办成了的，按村看', 'What was granted, village by village'),
    },
  ]
  return (
    <section className="sec" aria-labelledby="h-hand">
      <div className="hd">
        <h2 id="h-hand">{t('办到哪了', 'Under way')}</h2>
      </div>
      <ul className="need">
        {ways.map(({ href, title, text }) => (
          <li key={href}>
            <a href={href}>
              <b>{title}</b>
              <span className="d mute">{text}</span>
              <span className="ar" aria-hidden="true">
                →
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Needs({
  visit,
  policies,
  homeRegion,
  today,
}: Pick<HomePageProps, 'visit' | 'policies' | 'homeRegion' | 'today'>) {
  const t = sayIn(visit.language)
  const needs = neededAt(homeRegion, policies)
  return (
    <section className="sec" id="get" aria-labelledby="h-get">
      <div className="hd">
        <h2 id="h-get">{t('从您的难处找起', 'Start from your need')}</h2>
        <p>{t('不用知道政策叫什么名字。', 'You need not know what the policy is called.')}</p>
      </div>
      <ul className="need">
        {needs.map((policy) => (
          <li key={policy.id}>
            <a href={portalPaths.policy(policy.id)}>
              <b>
                {policy.region !== homeRegion && `${t(policy.place)}${t('：', ': ')}`}
                {t(needOf(policy))}
              </b>
              <span className="d mute">{t(policy.title)}</span>
              <HeadAmount policy={policy} visit={visit} today={today} />
              <span className="ar" aria-hidden="true">
                →
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the county itself has for a need people know; other places and finer distinctions stand on the list of policies. */
function neededAt(homeRegion: string, policies: HomePageProps['policies']): HomePageProps['policies'] {
  const own = policies.filter(({ region, need }) => region === homeRegion && need !== null)
  return own.length > 0 ? own : policies.filter(({ need }) => need !== null)
}

function HeadAmount({ policy, visit, today }: { policy: PolicyPage; visit: DrawnFor; today: string }) {
  const t = sayIn(visit.language)
  const standard = headStandard(policy, today)
  if (standard === null) return <span className="amt">{t('看规则', 'See the rules')}</span>
  const tier = writeTier(standard.tier, visit.language)
  return (
    <span className="amt">
      {groupDigits(standard.value)} {unitInWords(standard.unit, visit.language)}
      <small>
        {tier !== '' && `${tier} · `}
        {policy.status === 'in-force'
          ? t(`${standard.validFrom} 起`, `from ${standard.validFrom}`)
          : writeStatus(policy.status, visit.language)}
      </small>
    </span>
  )
}

function News({ visit, articles }: { visit: DrawnFor; articles: readonly Article[] }) {
  const t = sayIn(visit.language)
  const [lead, ...others] = articles
  const when = (article: Article): string =>
    article.dated === null ? writeDay(article.publishedOn, visit.language) : t(article.dated)
  if (lead === undefined) return null
  return (
    <section className="sec" id="news" aria-labelledby="h-news">
      <div className="hd">
        <h2 id="h-news">{t('新闻', 'News')}</h2>
        <GoLink href={portalPaths.news}>{t('全部新闻', 'All news')}</GoLink>
      </div>
      <div className="newsg">
        <div className="lead">
          <span className="asof">
            {when(lead)} · {t(columnLabels[lead.column])}
          </span>
          <a href={portalPaths.article(lead.slug)}>
            <Phrases text={t(lead.title)} />
          </a>
          <p className="mute">{leadOf(t(lead.body), visit.language === 'en' ? 160 : 70)}</p>
        </div>
        <ul>
          {others.map((article) => (
            <li key={article.slug}>
              <a href={portalPaths.article(article.slug)}>{t(article.title)}</a>
              <span className="asof">
                {when(article)} · {t(article.place)}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
