import { many } from '#design/console/figures.ts'
import { sayIn, type Words } from '#design/console/language.tsx'
import { Money } from '#design/console/money.tsx'
import { ButtonLink } from '#design/portal/button.tsx'
import { Empty } from '#design/portal/empty.tsx'
import { Notice } from '#design/portal/notice.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { SummaryList } from '#design/portal/summary-list.tsx'
import { writeDay } from '#design/written.ts'
import type { Board } from '../card-view.ts'
import type { Office, PublicCard } from '../contract.ts'
import { boards, endingWords, goesOnHead } from './board-words.ts'

interface Drawn {
  readonly site: Site
  readonly visit: DrawnFor
  readonly board: Board
}

/** A town with the villages in which something hangs. */
export interface TownLine {
  readonly name: string
  readonly places: readonly { readonly code: string; readonly name: string; readonly count: number }[]
}

/** Names of people: no search engine keeps them. React lifts it into the head. */
const NotForSearch = () => <meta name="robots" content="noindex, nofollow, noarchive" />

const placeHref = (board: Board, code: string): string => `${boards[board].path}?place=${code}`

/** Where something hangs, town by town. Names of people stand on the page of their village only. */
export function BoardIndexPage({ site, visit, board, towns }: Drawn & { readonly towns: readonly TownLine[] }) {
  const t = sayIn(visit.language)
  const words = boards[board]
  return (
    <PortalPage site={site} visit={visit} title={t(words.title)}>
      <NotForSearch />
      <div className="wrap">
        <PageHead language={visit.language} title={t(words.title)} lead={t(words.lead)} />
        {towns.length === 0 ? (
          <Empty title={t(words.none)}>
            <OtherBoards board={board} visit={visit} />
          </Empty>
        ) : (
          <>
            <p>
              {t(
                '选您的村（社区）。没有列出的村，现在没有公示。',
                'Choose your village. Those not listed have none now.',
              )}
            </p>
            {towns.map(({ name, places }) => (
              <section key={name} className="sec" aria-label={name}>
                <h2>{name}</h2>
                <nav className="chips" aria-label={name}>
                  {places.map((place) => (
                    <a key={place.code} href={placeHref(board, place.code)}>
                      {place.name} <span className="small n">{t(countWords(board, place.count))}</span>
                    </a>
                  ))}
                </nav>
              </section>
            ))}
            <div className="sec">
              <OtherBoards board={board} visit={visit} />
            </div>
          </>
        )}
      </div>
    </PortalPage>
  )
}

const countWords = (board: Board, count: number): Words =>
  board === 'ending'
    ? { zh: `${count} 人`, en: count === 1 ? '1 person' : `${count} persons` }
    : { zh: `${count} 家`, en: count === 1 ? '1 family' : `${count} families` }

function OtherBoards({ board, visit }: Pick<Drawn, 'board' | 'visit'>) {
  const t = sayIn(visit.language)
  return boards[board].others.map((other) => (
    <p key={other.path}>
      <a href={other.path}>{t(other)}</a>
    </p>
  ))
}

/** What hangs in one village. */
export function BoardPlacePage(
  props: Drawn & {
    readonly place: string
    readonly cards: readonly PublicCard[]
    /** More hang here than are listed. */
    readonly hasMore: boolean
    readonly office: Office
  },
) {
  const { site, visit, board, place, cards, hasMore, office } = props
  const t = sayIn(visit.language)
  const words = boards[board]
  return (
    <PortalPage site={site} visit={visit} title={`${place} ${t(words.title)}`}>
      <NotForSearch />
      <div className="wrap">
        <PageHead
          language={visit.language}
          crumbs={[{ href: words.path, word: t(words.title) }]}
          title={`${place}${visit.language === 'en' ? ': ' : ' '}${t(words.title)}`}
          lead={t(words.lead)}
        />
        {cards.length === 0 ? (
          <Empty title={t(words.noneHere)}>
            <p>
              <a href={words.path}>{t('看别的村', 'See other villages')}</a>
            </p>
          </Empty>
        ) : (
          <ul className="titles">
            {cards.map((card) => (
              <li key={card.id}>
                <h2>
                  <a href={words.pathOf(card.id)}>
                    {card.applicant}
                    {board === 'ending' ? '' : t('家', '')}
                  </a>
                </h2>
                <p>
                  <CardLine card={card} visit={visit} />
                </p>
                <p className="asof">
                  {t(words.since)} {writeDay(card.since, visit.language)}
                  {card.until !== null && ` · ${t(words.until)} ${writeDay(card.until, visit.language)}`}
                </p>
              </li>
            ))}
          </ul>
        )}
        {hasMore && (
          <p className="mute">
            {t(
              `只列出最近的 ${cards.length} 户，还有更早的，到各村的页面看：`,
              `Only the latest ${cards.length} are listed; for earlier ones open the page of a village: `,
            )}
            <a href={words.path}>{t('看别的村', 'See other villages')}</a>
          </p>
        )}
        {board !== 'publication' && <HowToObject {...{ visit, board, office }} until={null} />}
      </div>
    </PortalPage>
  )
}

function CardLine({ card, visit }: { readonly card: PublicCard; readonly visit: DrawnFor }) {
  const t = sayIn(visit.language)
  return (
    <>
      {card.programme}
      {card.says !== null && ` · ${t(endingWords[card.says])}`}
      {card.members !== null && ` · ${t(`${card.members} 口人`, many(card.members, 'member'))}`}
      {card.amount !== null && (
        <>
          {' · '}
          <Money fen={card.amount} language={visit.language} />
        </>
      )}
    </>
  )
}

/** One card at its own address: what a code on paper opens. */
export function BoardCardPage(props: Drawn & { readonly card: PublicCard; readonly office: Office }) {
  const { site, visit, board, card, office } = props
  const t = sayIn(visit.language)
  const words = boards[board]
  const head = card.says === 'goes-on' ? goesOnHead : { title: words.card, lead: words.lead }
  const title = t(head.title)
  return (
    <PortalPage site={site} visit={visit} title={title}>
      <NotForSearch />
      <div className="wrap">
        <PageHead
          language={visit.language}
          crumbs={[
            { href: words.path, word: t(words.title) },
            { href: placeHref(board, card.place), word: card.placeLabel },
          ]}
          title={title}
          lead={t(head.lead)}
        />
        <SummaryList
          rows={[
            ...cardRows({ card, board, visit }),
            { key: 'since', label: t(words.since), value: writeDay(card.since, visit.language) },
            ...(card.until === null
              ? []
              : [
                  {
                    key: 'until',
                    label: t(words.until),
                    value: t(
                      `${writeDay(card.until, 'zh')}，24 时撤下`,
                      `${writeDay(card.until, 'en')}, until midnight`,
                    ),
                  },
                ]),
          ]}
        />
        {board !== 'publication' && <HowToObject {...{ visit, board, office }} until={card.until} />}
      </div>
    </PortalPage>
  )
}

/** An ending tells the name and what is proposed; the others what is given to the family. */
function cardRows({ card, board, visit }: Pick<Drawn, 'board' | 'visit'> & { readonly card: PublicCard }) {
  const t = sayIn(visit.language)
  const programme = { key: 'programme', label: t('救助项目', 'Programme'), value: card.programme }
  if (card.says !== null)
    return [
      { key: 'person', label: t('谁', 'Who'), value: card.applicant },
      programme,
      { key: 'says', label: t('怎么办', 'What is proposed'), value: t(endingWords[card.says]) },
    ]
  const members = card.members ?? 0
  return [
    { key: 'applicant', label: t('申请人', 'Applicant'), value: card.applicant },
    { key: 'members', label: t('家里几口人', 'Members'), value: t(`${members} 人`, String(members)) },
    programme,
    {
      key: 'amount',
      label: board === 'notice' ? t('拟给多少钱', 'Amount proposed') : t('给多少钱', 'Amount'),
      value:
        card.amount === null ? (
          t('不发钱的项目', 'A programme that pays no money')
        ) : (
          <Money fen={card.amount} language={visit.language} />
        ),
    },
  ]
}

function HowToObject(
  props: Pick<Drawn, 'board' | 'visit'> & { readonly office: Office; readonly until: string | null },
) {
  const { visit, board, office, until } = props
  const t = sayIn(visit.language)
  const by = until === null ? t('最后一天', 'the last day') : writeDay(until, visit.language)
  return (
    <section className="sec" aria-labelledby="object">
      <h2 id="object">{t('有不同意见怎么说', 'How to object')}</h2>
      <div className="text">
        <ol className="text">
          <li>
            {t(
              `在${by} 24 时以前，到${office.name}当面说，或者打电话。`,
              `Before midnight of ${by}, go to or call the office: ${office.name}.`,
            )}
          </li>
          <li>
            {t(
              '说清楚：对哪一家、哪里不同意。有凭据的带上。',
              'Say which family and what you disagree with. Bring proof if you have it.',
            )}
          </li>
          <li>
            {t(
              '您的姓名我们替您保密，不告诉这家人，也不写在这里。',
              'Your name is kept secret: the family is not told and it is never shown here.',
            )}
          </li>
          <li>
            {board === 'ending'
              ? t(
                  '有人提了，公示就撤下；县里重新核实、重新作出决定，再公示一次。',
                  'The notice then comes down; the county looks into it again, decides again, and puts that up once more.',
                )
              : t(
                  '有人提了，就换人重新上门查、重新提意见、重新公示，答复了您，县里才决定。',
                  'Then other officers look into it anew, give a new opinion and a new notice; the county decides after you are answered.',
                )}
          </li>
        </ol>
        <p>
          <ButtonLink href={`tel:${office.phone.replaceAll('-', '')}`} look="line">
            {t(`打 ${office.phone}（${office.name}）`, `Call ${office.phone}`)}
          </ButtonLink>
        </p>
      </div>
    </section>
  )
}

/** What the address of a card answers once it is over: a plain sentence, and nothing of what stood there. */
export function BoardGonePage({ site, visit, board, says }: Drawn & { readonly says: Words }) {
  const t = sayIn(visit.language)
  const words = boards[board]
  const title = t(words.gone)
  return (
    <PortalPage site={site} visit={visit} title={title}>
      <NotForSearch />
      <div className="wrap">
        <PageHead language={visit.language} title={title} lead={t(says)} />
        <Notice>
          {t(
            '到期的公示和公布都会撤下，内容不再给任何人看。想知道自己家办到哪一步，请查办件进度，或者打电话问。',
            'What is over is taken down and shown to nobody. To see how your own case stands, use the progress page or call.',
          )}
        </Notice>
        <p className="sec">
          <a href={words.path}>{t('看现在有哪些', 'See what there is now')}</a>
        </p>
      </div>
    </PortalPage>
  )
}
