import { Link, useParams } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty, Trouble, Waiting } from '#design/console/table-states.tsx'
import { AccountPanel } from './account-panel.tsx'
import { useHands, useOfficers } from './calls.ts'
import { ConsentPanel } from './consent-panel.tsx'
import { Departure } from './departure.tsx'
import { isHand, isServing, type Officer } from './find.ts'
import { RolesPanel } from './roles-panel.tsx'

/** One officer: what may be done here depends on whose desk it is, and nobody works on themselves. */
export function OfficerPage() {
  const say = useSay()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const list = useOfficers()
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />
  if (list.data === undefined) return <Waiting what={say('正在取', 'Fetching')} />
  const officer = list.data.find((one) => one.id === id)
  return (
    <>
      <Crumbs here={officer?.name ?? say('查无此人', 'nobody')}>
        <Link to="/officers">{say('工作人员', 'Officers')}</Link>
      </Crumbs>
      {officer === undefined ? (
        <Empty title={say('本单位没有这位工作人员', 'There is no such officer in your office')} />
      ) : (
        <OfficerPanels key={officer.id} officer={officer} all={list.data} />
      )}
    </>
  )
}

function OfficerPanels({ officer, all }: { officer: Officer; all: readonly Officer[] }) {
  const say = useSay()
  const { me, manages, assigns, consents } = useHands()
  const isOther = officer.id !== me
  const canWork = isOther && isServing(officer)
  return (
    <>
      <PageHead
        title={officer.name}
        says={
          officer.until === null
            ? say(`${officer.post}，${officer.since} 起`, `${officer.post}, since ${officer.since}`)
            : say(
                `${officer.post}，${officer.since} 起，${officer.until} 停用`,
                `${officer.post}, since ${officer.since}, stopped on ${officer.until}`,
              )
        }
      />
      <div className="stack">
        {isServing(officer) ? null : (
          <State tone="still">{say('账号已经停用，登录不了', 'The account is stopped; nobody gets in with it')}</State>
        )}
        {isOther || !(manages || assigns) ? null : (
          <p className="mute">
            {say(
              '这是您自己。自己的岗位和账号由另一位管理员办理；',
              'This is you. Another administrator changes you; ',
            )}
            <Link to="/security">
              {say('换密码、换手机在“登录与安全”', 'your password and phone are under “Sign-in and security”')}
            </Link>
          </p>
        )}
        <RolesPanel officer={officer} canChange={assigns && canWork} />
        {consents && canWork && isHand(officer) ? <ConsentPanel officer={officer} /> : null}
        {manages && canWork ? (
          <>
            <AccountPanel officer={officer} />
            <Panel title={say('停用', 'Stop the account')}>
              <Departure officer={officer} all={all} />
            </Panel>
          </>
        ) : null}
      </div>
    </>
  )
}
