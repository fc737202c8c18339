import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { stopOfficer } from '../contract.ts'
import { Confirmed } from './confirmed.tsx'
import { Refused } from './fields.tsx'
import { lastHand, type Officer } from './find.ts'

/** Ends the service; says before what that does, and what an office cannot do any more without this person. */
export function Departure({ officer, all }: { officer: Officer; all: readonly Officer[] }) {
  const say = useSay()
  const client = useClient()
  const hand = lastHand(all, officer.id)
  return (
    <>
      <p className="mute gap">
        {say('调走、退休、离职的，当天停用。', 'On the day somebody moves on, retires or leaves.')}
      </p>
      <Confirmed
        press={say('停用这个账号', 'Stop this account')}
        title={say(`停用${officer.name}的账号`, `Stop the account of ${officer.name}`)}
        officer={officer.id}
        isDanger
        work={() => client.call(stopOfficer, { params: { id: officer.id } })}
      >
        <p>
          {say(
            `从今天起${officer.name}登录不了，现在开着的登录马上断开，岗位一起失效。他经手过的档案和记录都留着。`,
            `From today ${officer.name} cannot sign in, what is open is ended at once, and the roles lapse. Files and records stay.`,
          )}
        </p>
        <p>
          {say(
            '这里不能撤回：人再回来，要另开一个账号。',
            'It cannot be undone here: somebody who comes back gets another account.',
          )}
        </p>
        {hand === null ? null : (
          <Refused
            words={{
              zh: `他是本单位唯一的${hand.zh}。停用以后没有人能办这份事，请先让另一个人接上。`,
              en: `The only ${hand.en} of your office. Nobody could do that work any more: let somebody else take over first.`,
            }}
          />
        )}
      </Confirmed>
    </>
  )
}
