import { Link } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Empty } from '#design/console/table-states.tsx'

export function NotHere() {
  const say = useSay()
  return (
    <main className="cmain" id="main">
      <Empty title={say('没有这一页', 'There is no such page')}>
        <p className="mute">{say('地址可能抄漏了一段。', 'Part of the address may be missing.')}</p>
        <div className="row">
          <Link className="btn line" to="/">
            {say('回到今天', 'Back to today')}
          </Link>
        </div>
      </Empty>
    </main>
  )
}
