import { Link } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'

export function NotHere() {
  const say = useSay()
  return (
    <main className="cmain" id="main">
      <PageHead
        title={say('没有这一页', 'There is no such page')}
        says={say('地址可能抄漏了一段。', 'Part of the address may be missing.')}
      />
      <Link className="btn line" to="/">
        {say('回到今天', 'Back to today')}
      </Link>
    </main>
  )
}
