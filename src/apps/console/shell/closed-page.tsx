import { Link } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Trouble } from '#design/console/table-states.tsx'

/** A page this post may not see: what was answered, and the way back. No filters around nothing; its head is for screen readers. */
export function ClosedPage({ error }: { error: unknown }) {
  const say = useSay()
  return (
    <div className="stack">
      <h1 className="vh">{say('这一页看不了', 'This page is not open to you')}</h1>
      <Trouble error={error} />
      <p>
        <Link className="btn line" to="/">
          {say('回到今天', 'Back to today')}
        </Link>
      </p>
    </div>
  )
}
