import { useSay } from '#design/console/language.tsx'
import type { SurveyAnswer } from './calls.ts'
import { answerText, slotsOf } from './form-state.ts'
import { SignedBy } from './signed-by.tsx'

/** The finished form to read: what was answered, section by section, the photos, and who signed. */
export function SurveySheet({ survey }: { survey: SurveyAnswer }) {
  const say = useSay()
  const slots = slotsOf(survey)
  return (
    <div className="hs-sheet">
      {survey.sections.map((section) => {
        const answered = slots.filter(
          ({ key, section: { name } }) => name === section.name && survey.answers[key] !== undefined,
        )
        const photos = survey.photos.filter((photo) => photo.section === section.name)
        return (
          <section key={section.name} aria-label={say(section)}>
            <h3>{say(section)}</h3>
            {answered.length === 0 ? <p className="mute">{say('没有填', 'Nothing was written')}</p> : null}
            <dl className="fact-list">
              {answered.map(({ key, field, member }) => (
                <div key={key}>
                  <dt>
                    {member === null ? say(field) : say(`${member.name}：${field.zh}`, `${member.name}: ${field.en}`)}
                  </dt>
                  <dd>{say(answerText(field, survey.answers[key] ?? ''))}</dd>
                </div>
              ))}
            </dl>
            {photos.length === 0 ? null : (
              <ul className="hs-photo-list">
                {photos.map((photo, at) => (
                  <li key={photo.id}>
                    <a href={photo.href} target="_blank" rel="noreferrer">
                      <img
                        src={photo.href}
                        alt={say(`${section.zh} 第 ${at + 1} 张照片`, `${section.en}, photo ${at + 1}`)}
                        loading="lazy"
                      />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
      <section aria-label={say('签名', 'Signatures')}>
        <h3>{say('签名', 'Signatures')}</h3>
        <SignedBy survey={survey} />
        {survey.paper === null ? null : (
          <p>
            <a href={survey.paper.href} target="_blank" rel="noreferrer">
              {say('看签好的纸表', 'See the signed sheet')}
            </a>
          </p>
        )}
      </section>
    </div>
  )
}
