import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import type { SurveyAnswer } from './calls.ts'

/** Who signed, in words, for the foot of the sheet. */
export function SignedBy({ survey }: { survey: SurveyAnswer }) {
  const say = useSay()
  const { family, investigators, paper } = survey
  const signedAt = (at: string | null): string => {
    if (at !== null) return momentText(at)
    return paper === null ? say('没有签', 'not signed') : say('签在纸上', 'on paper')
  }
  return (
    <dl className="fact-list">
      {investigators.map((one) => (
        <div key={one.id}>
          <dt>{one.name}</dt>
          <dd>{signedAt(one.signedAt)}</dd>
        </div>
      ))}
      <div>
        <dt>{say('家里人', 'Family')}</dt>
        <dd>
          {family.state === 'refused'
            ? say(`没有签：${family.reason ?? ''}`, `Not signed: ${family.reason ?? ''}`)
            : `${family.name ?? ''} ${signedAt(family.signedAt)}`}
        </dd>
      </div>
    </dl>
  )
}
