import { Link, useNavigate } from '@tanstack/react-router'
import type { SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { addOfficer } from '../contract.ts'
import { useDeed } from './calls.ts'
import { FirstPassword, Refused, TextField } from './fields.tsx'
import { troubleAt, troubleOver } from './trouble-at.ts'

const fields = ['name', 'post', 'login', 'password'] as const

/** An account and its person in one step; roles come from the other hand afterwards. */
export function NewOfficerPage() {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const deed = useDeed()
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: (typeof fields)[number]): string => String(form.get(name) ?? '')
    const body = { name: text('name'), post: text('post'), login: text('login'), password: text('password') }
    await deed.run(async () => {
      const { id } = await client.call(addOfficer, { body })
      await navigate({ to: '/officers/$id', params: { id } })
    })
  }
  const at = (name: (typeof fields)[number]) => ({ name, refused: troubleAt(deed.error, name) })
  return (
    <>
      <Crumbs here={say('新增', 'Add')}>
        <Link to="/officers">{say('工作人员', 'Officers')}</Link>
      </Crumbs>
      <PageHead
        title={say('新增工作人员', 'Add an officer')}
        says={say(
          '先开账号，再请安全管理员给岗位：没有岗位的人登录了也看不到什么。',
          'First the account, then the security administrator gives roles: without one there is nothing to see.',
        )}
      />
      <Panel title={say('这个人和账号', 'The person and the account')}>
        <form className="fields" onSubmit={(event) => void send(event)}>
          <Refused words={troubleOver(deed.error, fields)} />
          <TextField {...at('name')} label={say('姓名', 'Name')} lengthMax={60} />
          <TextField
            {...at('post')}
            label={say('职务', 'Post')}
            hint={say(
              '像门牌上写的那样：禾西镇民政办公室主任',
              'As on the door: head of the town’s civil affairs office',
            )}
            lengthMax={100}
          />
          <TextField
            {...at('login')}
            label={say('账号名', 'Account name')}
            hint={say(
              '登录时打的名字，不分大小写。不要用证件号、手机号',
              'Typed at sign-in; no ID or telephone number',
            )}
            lengthMax={60}
          />
          <FirstPassword label={say('第一个密码', 'First password')} refused={at('password').refused} />
          <div className="row">
            <button className="btn" disabled={deed.isBusy}>
              {say('开这个账号', 'Open this account')}
            </button>
            <Link className="btn line" to="/officers">
              {say('不开了', 'Leave it')}
            </Link>
          </div>
        </form>
      </Panel>
    </>
  )
}
