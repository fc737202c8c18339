import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import type { SurveyAnswer } from './calls.ts'

/** Who signed, in words, for the foot of the sheet. */
export function SignedBy({ survey }: { survey: SurveyAnswer }) {
  const say = useSay()
  const { family, investigators, paper } = survey
  const signedAt = ({ signedAt: at, onPaper }: { signedAt: string | null; onPaper: boolean }): string => {
    if (at === null) return paper === null ? say('没有签', 'not signed') : say('签在纸上', 'on paper')
    return onPaper ? say(`签在纸上，${momentText(at)}`, `on paper, ${momentText(at)}`) : momentText(at)
  }
  return (
    <dl className="fact-list">
      {investigators.map((one) => (
        <div key={one.id}>
          <dt>{one.name}</dt>
          <dd>{signedAt(one)}</dd>
        </div>
      ))}
      <div>
        <dt>{say('家里人', 'Family')}</dt>
        <dd>
          {family.state === 'refused'
            ? say(`没有签：${family.reason ?? ''}`, `Not signed: ${family.reason ?? ''}`)
            : `${family.name ?? ''} ${signedAt(family)}`}
        </dd>
      </div>
    </dl>
  )
}
