import { many } from '#design/console/figures.ts'
import { useSay, type Words } from '#design/console/language.tsx'
import { Panel, Wide } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { documentLabels, relationLabels, sexLabels } from '../labels.ts'
import { revealNumber, type FilePerson, type HouseholdFile } from './file-call.ts'
import { Reveal } from './reveal.tsx'

/** Who belongs to it, also those who have left; numbers masked until a purpose is written down. */
export function PeopleTable({ file }: { file: HouseholdFile }) {
  const say = useSay()
  return (
    <Panel
      id="part-people"
      title={say('家里人', 'Members')}
      asOf={say(
        `${file.factsOn} 的情况，${file.members} 人`,
        `as of ${file.factsOn}, ${many(file.members, 'person', 'people')}`,
      )}
    >
      <Wide label={say('家里人', 'Members')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('姓名', 'Name')}</th>
              <th scope="col">{say('关系', 'Relation')}</th>
              <th scope="col" className="r">
                {say('岁', 'Age')}
              </th>
              <th scope="col">{say('性别', 'Sex')}</th>
              <th scope="col">{say('证件号', 'ID number')}</th>
              <th scope="col">{say('从哪天到哪天', 'From, to')}</th>
            </tr>
          </thead>
          <tbody>
            {file.people.map((person) => (
              <PersonRow key={`${person.id}-${person.since}`} person={person} mayReveal={file.mayReveal} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Panel>
  )
}

const wordsOf = (labels: Readonly<Record<string, Words>>, code: string): Words => labels[code] ?? { zh: code, en: code }

function PersonRow({ person, mayReveal }: { person: FilePerson; mayReveal: boolean }) {
  const say = useSay()
  const unknown = <span className="mute">{say('不知道', 'unknown')}</span>
  return (
    <tr className={person.until === null ? undefined : 'has-left'}>
      <th scope="row">{person.name}</th>
      <td data-label={say('关系', 'Relation')}>{say(wordsOf(relationLabels, person.relation))}</td>
      <td className="r" data-label={say('岁', 'Age')}>
        {person.age ?? unknown}
      </td>
      <td data-label={say('性别', 'Sex')}>{person.sex === null ? unknown : say(sexLabels[person.sex])}</td>
      <td data-label={say('证件号', 'ID number')}>
        <IdNumber person={person} mayReveal={mayReveal} />
      </td>
      <td data-label={say('从哪天到哪天', 'From, to')}>
        {person.since}
        {person.until === null ? say(' 起', ' on') : say(` 到 ${person.until}，已不在`, ` to ${person.until}, left`)}
      </td>
    </tr>
  )
}

function IdNumber({ person, mayReveal }: { person: FilePerson; mayReveal: boolean }) {
  const say = useSay()
  const client = useClient()
  if (person.idNumber === null) return <span className="mute">{say(wordsOf(documentLabels, person.documentKind))}</span>
  if (!mayReveal) return <span className="n">{person.idNumber}</span>
  return <Reveal masked={person.idNumber} ask={(purpose) => revealNumber(client, { personId: person.id, purpose })} />
}
