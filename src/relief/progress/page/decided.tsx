import { many } from '#design/console/figures.ts'
import { sayIn, type Language } from '#design/console/language.tsx'
import { Money } from '#design/console/money.tsx'
import { ButtonLink } from '#design/portal/button.tsx'
import { writeDay } from '#design/written.ts'
import type { Letter } from '#relief/papers/index.ts'
import { progressPath } from '../contract.ts'

type Content = Letter['content']

/** The sum and the reasons are those of the letter: nobody of the family but the applicant is named in them. */
export function Decided({ letter, language }: { readonly letter: Letter | null; readonly language: Language }) {
  const t = sayIn(language)
  if (letter === null) return null
  const { content } = letter
  return (
    <section className="sec" aria-labelledby="decided">
      <h2 id="decided">{t('决定', 'Decision')}</h2>
      {content.amount !== null && (
        <p className="pg-amount">
          <Money fen={content.amount} language={language} />{' '}
          {content.isOnce ? t('一次发给', 'once') : t('每月发给', 'a month')}
        </p>
      )}
      {content.status !== null && (
        <p className="pg-status">
          <b>
            {t(`确认为${content.status}`, `Confirmed: ${content.english?.status ?? 'the status the letter names'}.`)}
          </b>{' '}
          {t(
            '这是身份，本身不发钱；医疗、教育、住房、就业等救助可以按它申请。',
            'This is a status: nothing is paid for it; medical, education, housing, employment and other aid can be applied for with it.',
          )}
        </p>
      )}
      {content.fromMonth !== null && !content.isOnce && (
        <p>
          {t(
            content.status === null
              ? `从 ${writeDay(content.fromMonth, 'zh')}起，按 ${content.members} 口人计算。`
              : `从 ${writeDay(content.fromMonth, 'zh')}起，一家 ${content.members} 口人。`,
            `From ${writeDay(content.fromMonth, 'en')}, for ${many(content.members, 'person', 'people')}.`,
          )}
        </p>
      )}
      <WorkedOut content={content} language={language} />
      <p className="row">
        <ButtonLink href={`${progressPath}/letter`}>{t('看通知书', 'Read the letter')}</ButtonLink>{' '}
        <ButtonLink look="line" href={`${progressPath}/letter.pdf`}>
          {t('下载 PDF', 'Download the PDF')}
        </ButtonLink>
      </p>
    </section>
  )
}

/** What is read out of the letter, in the reader's language. */
interface Said {
  readonly sum: readonly { readonly text: string; readonly amount: string }[]
  readonly plain: readonly string[]
  /** A text of null is what a person wrote, in Chinese. */
  readonly reasons: readonly {
    readonly text: string | null
    readonly written: string
    readonly article: string | null
  }[]
}

function saidIn({ sum, plain, reasons, english }: Content, language: Language): Said | null {
  const written = reasons.map(({ text, article }, index) => ({
    ...{ written: text, article },
    text: language === 'zh' ? text : (english?.reasons[index] ?? null),
  }))
  const isNew = ({ written: text }: { readonly written: string }): boolean => !plain.includes(text)
  if (language === 'zh') return { sum, plain, reasons: written.filter(isNew) }
  return english === undefined ? null : { ...english, reasons: written.filter(isNew) }
}

/** How the amount came about, and why; letters of before there was English say it in Chinese alone. */
function WorkedOut({ content, language }: { readonly content: Content; readonly language: Language }) {
  const t = sayIn(language)
  const said = saidIn(content, language)
  if (said === null)
    return (
      <p>
        {t('怎么算的，写在通知书里。', 'How it was worked out, and why, stands in the letter, which is in Chinese.')}
      </p>
    )
  return (
    <div className="pg-sum">
      {said.sum.length > 0 && (
        <table className="tb">
          <caption>{t('怎么算的', 'How it was worked out')}</caption>
          <tbody>
            {said.sum.map((line, index) => (
              <tr key={`${index}-${line.text}`}>
                <th scope="row">{line.text}</th>
                <td className="r">{line.amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {said.plain.map((line, index) => (
        <p key={`${index}-${line}`}>{line}</p>
      ))}
      {said.reasons.length > 0 && (
        <ul>
          {said.reasons.map(({ text, written, article }, index) => (
            <li key={`${index}-${written}`}>
              {text ?? <q lang="zh-CN">{written}</q>}{' '}
              {article !== null && (
                <span className="song mute" lang="zh-CN">
                  {article}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
