import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { takeRole } from '../contract.ts'
import { Confirmed } from './confirmed.tsx'
import { roleInWords, type Officer } from './find.ts'
import { GiveRole } from './give-role.tsx'

/** The roles in force and, for the security administrator, giving and taking them. */
export function RolesPanel({ officer, canChange }: { officer: Officer; canChange: boolean }) {
  const say = useSay()
  const client = useClient()
  return (
    <Panel title={say('岗位', 'Roles')} asOf={say(`${officer.roles.length} 个`, String(officer.roles.length))}>
      {officer.roles.length === 0 ? (
        <p className="mute">
          {say(
            '没有岗位：能登录，但什么也看不到。岗位由安全管理员给。',
            'No role: can sign in and sees nothing. The security administrator gives roles.',
          )}
        </p>
      ) : (
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('岗位', 'Role')}</th>
              <th scope="col">{say('负责的地方', 'Over')}</th>
              {canChange ? (
                <th scope="col">
                  <span className="vh">{say('做什么', 'Action')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {officer.roles.map((held) => (
              <tr key={held.id}>
                <th scope="row">{say(held)}</th>
                <td data-label={say('负责的地方', 'Over')}>
                  {held.place === null
                    ? say('全单位', 'the whole office')
                    : (held.placeLabel ?? say('地名查不到', 'place not found'))}
                </td>
                {canChange ? (
                  <td>
                    <Confirmed
                      press={say('收回', 'Take back')}
                      title={say(`收回“${roleInWords(held, say)}”`, `Take back “${roleInWords(held, say)}”`)}
                      officer={officer.id}
                      work={() => client.call(takeRole, { params: { id: officer.id, assignment: held.id } })}
                    >
                      <p>
                        {say(
                          `${officer.name}从下一次点击起就没有这个岗位的权限。他经手过的事都还在，要用可以再给。`,
                          `From the next click on ${officer.name} has none of its rights. What they did stays; it can be given again.`,
                        )}
                      </p>
                    </Confirmed>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {canChange ? <GiveRole officer={officer} /> : null}
    </Panel>
  )
}
