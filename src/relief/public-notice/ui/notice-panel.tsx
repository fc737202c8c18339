import { CasePanel, FactList } from '#design/console/case-panel.tsx'
import { useLanguage, useSay } from '#design/console/language.tsx'
import { Money } from '#design/console/money.tsx'
import { State } from '#design/console/shape.tsx'
import { useCaseFile } from '#relief/casework/ui/case-file.ts'
import { useCaseNotice, type NoticeAnswer, type NoticeFace } from './calls.ts'
import { hangsInWords, noticeFaces, notShownWords, publicationFaces } from './faces.ts'
import { ObjectionForm } from './objection-form.tsx'
import { ObjectionList } from './objection-list.tsx'
import { PublicationPart } from './publication-part.tsx'

/** The notice in the village on the page of a case: what hangs until when, who objected, and the result published. */
export function NoticePanel({ caseId }: { readonly caseId: string }) {
  const say = useSay()
  const found = useCaseNotice(caseId)
  const answer = found.data
  const [newest, ...earlier] = answer?.notices ?? []
  return (
    <CasePanel
      title={say('公示和公布', 'Notice and publication')}
      state={stateOf(answer)}
      {...(newest === undefined ? {} : { asOf: say(`第 ${newest.round} 次公示`, `Notice ${newest.round}`) })}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
    >
      {answer === undefined ? null : (
        <>
          {newest === undefined ? <NotYet caseId={caseId} /> : <Newest notice={newest} />}
          {answer.card === null ? null : <Card card={answer.card} isResult={answer.publication?.isOpen ?? false} />}
          {answer.objections.length === 0 ? null : <ObjectionList caseId={caseId} answer={answer} />}
          {answer.may.object && newest !== undefined ? (
            <ObjectionForm caseId={caseId} version={answer.version} lastDay={newest.lastDay} />
          ) : null}
          <PublicationPart caseId={caseId} answer={answer} />
          {earlier.length === 0 ? null : <Earlier notices={earlier} />}
        </>
      )}
    </CasePanel>
  )
}

function stateOf(answer: NoticeAnswer | undefined) {
  if (answer === undefined) return null
  if (answer.publication !== null) return publicationFaces[answer.publication.state]
  const [newest] = answer.notices
  return newest === undefined ? null : noticeFaces[newest.state]
}

function NotYet({ caseId }: { readonly caseId: string }) {
  const say = useSay()
  const { data: file } = useCaseFile(caseId)
  if ((file?.case.outcome ?? null) !== null)
    return <p className="mute">{say('这件已经办结，没有公示过。', 'This case is over; nothing was ever put up.')}</p>
  return (
    <p className="mute">
      {say(
        '还没有公示。乡镇提出“拟确认”的意见，就自动贴出来，贴几天按规定算。',
        'No notice yet. It is put up by itself when the town proposes to grant, for the days the rule says.',
      )}
    </p>
  )
}

/** Whether it hangs, which day it is, where to read and print it; after take-down it says so and leads nowhere. */
function Newest({ notice }: { readonly notice: NoticeFace }) {
  const say = useSay()
  if (notice.state === 'not-shown') return <p>{say(notShownWords[notice.notShownWhy ?? 'programme'])}</p>
  return (
    <>
      <FactList
        facts={[
          { name: 'put-up', zh: '贴出', en: 'Put up', value: notice.putUpOn },
          { name: 'last', zh: '最后一天', en: 'Last day', value: notice.lastDay },
          ...(notice.isOpen
            ? [{ name: 'day', zh: '现在', en: 'Now', value: say(hangsInWords(notice)) }]
            : [{ name: 'day', zh: '现在', en: 'Now', value: say('已经撤下', 'taken down') }]),
          { name: 'source', zh: '依据', en: 'Source', value: notice.source },
        ]}
      />
      {notice.isOpen ? (
        <p className="row noprint">
          {notice.href === null ? null : (
            <a className="btn line" href={notice.href} target="_blank" rel="noreferrer">
              {say('看公众看到的那一页', 'Open the public page')}
            </a>
          )}
          {notice.sheet === null ? null : (
            <a className="btn line" href={notice.sheet} target="_blank" rel="noreferrer">
              {say('打印 A4 公示，贴到村里', 'Print the A4 sheet for the village')}
            </a>
          )}
        </p>
      ) : (
        <p className="mute">
          {say(
            '公示已经撤下，公众看不到，也不能再打印。记录留在这里。贴在村里的那张，请一起取下。',
            'The notice is down: the public cannot read it and it cannot be printed. The record stays here. Take the paper in the village down too.',
          )}
        </p>
      )}
    </>
  )
}

/** Word for word what the public reads now. */
function Card({ card, isResult }: { readonly card: NonNullable<NoticeAnswer['card']>; readonly isResult: boolean }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <section aria-label={say('公众看到的', 'What the public reads')}>
      <h3>{say('公众看到的，就这些', 'What the public reads, and nothing else')}</h3>
      <FactList
        facts={[
          { name: 'applicant', zh: '申请人', en: 'Applicant', value: card.applicant },
          { name: 'members', zh: '家里几口人', en: 'Members', value: String(card.members) },
          { name: 'programme', zh: '救助项目', en: 'Programme', value: card.programme },
          {
            ...{
              name: 'amount',
              zh: isResult ? '给多少钱' : '拟给多少钱',
              en: isResult ? 'Amount' : 'Amount proposed',
            },
            value:
              card.amount === null ? (
                say('不发钱的项目', 'a programme that pays no money')
              ) : (
                <Money fen={card.amount} language={language} />
              ),
          },
        ]}
      />
    </section>
  )
}

function Earlier({ notices }: { readonly notices: readonly NoticeFace[] }) {
  const say = useSay()
  return (
    <details className="earlier">
      <summary>{say(`以前的公示 ${notices.length} 次`, `Earlier notices: ${notices.length}`)}</summary>
      <ul className="rows">
        {notices.map((notice) => (
          <li key={notice.id}>
            {say(`第 ${notice.round} 次`, `Notice ${notice.round}`)} · {notice.putUpOn} — {notice.lastDay}{' '}
            <State {...noticeFaces[notice.state]}>{say(noticeFaces[notice.state])}</State>
          </li>
        ))}
      </ul>
    </details>
  )
}
