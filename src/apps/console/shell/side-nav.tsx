import { Link, useLocation } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { useMe } from '../session/me.ts'
import { entriesFor } from './areas.ts'

export function SideNav() {
  const say = useSay()
  const me = useMe()
  const { pathname } = useLocation()
  const holds = (permission: string): boolean => me.permissions.includes(permission)
  return (
    <nav className="side" aria-label={say('控制台', 'Console')}>
      {entriesFor(holds).map((area) => (
        <div key={area.en} className="side-area">
          <h2>{say(area)}</h2>
          {area.entries.map((entry) => (
            <Link key={entry.path} to={entry.path} aria-current={isHere(entry.path, pathname) ? 'page' : undefined}>
              <span>{say(entry)}</span>
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}

const isHere = (path: string, pathname: string): boolean =>
  path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
