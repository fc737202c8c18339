import { useSay } from '#design/console/language.tsx'
import type { SurveyAnswer } from './calls.ts'
import { blocksOf, keyOf, shownOf, type FieldAnswer, type MemberAnswer, type SectionAnswer } from './form-state.ts'
import { PhotoList } from './photo-list.tsx'
import { Question } from './question.tsx'
import type { Saver, SaveState } from './saver.ts'

export const sectionAnchor = (name: string): string => `hs-section-${name}`

interface SectionProps {
  readonly survey: SurveyAnswer
  readonly section: SectionAnswer
  readonly saver: Saver
  readonly state: SaveState
}

/** One section of the form: its questions, person by person where they ask for people, and its photos. */
export function SectionForm({ survey, section, saver, state }: SectionProps) {
  const say = useSay()
  const ask = (field: FieldAnswer, member: MemberAnswer | null) => {
    const key = keyOf(field, member)
    return (
      <Question
        key={key}
        slot={key}
        field={field}
        about={member?.name ?? null}
        value={shownOf(survey.answers, state.pending, key)}
        fault={state.faults[key] ?? null}
        onChange={(value) => saver.type(key, value)}
      />
    )
  }
  return (
    <section className="panel hs-section" id={sectionAnchor(section.name)} tabIndex={-1} aria-label={say(section)}>
      <h2>{say(section)}</h2>
      {blocksOf(section).map(({ isPerMember, fields }) =>
        isPerMember
          ? survey.members.map((member) => (
              <div className="hs-member" key={`${fields[0]?.name ?? ''}@${member.id}`}>
                <h3>{member.name}</h3>
                {fields.map((field) => ask(field, member))}
              </div>
            ))
          : fields.map((field) => ask(field, null)),
      )}
      {section.takesPhotos ? <PhotoList survey={survey} section={section} /> : null}
    </section>
  )
}
