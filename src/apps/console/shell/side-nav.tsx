import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSay } from '#design/console/language.tsx'
import { useMe } from '../session/me.ts'
import { entriesFor } from './areas.ts'

export function SideNav() {
  const say = useSay()
  const me = useMe()
  const { pathname } = useLocation()
  const holds = (permission: string): boolean => me.permissions.includes(permission)
  const nav = useRef<HTMLElement>(null)
  // On a phone the menu is one row that scrolls: where one stands must be in sight.
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (nav.current && here) nav.current.scrollLeft = here.offsetLeft - (nav.current.clientWidth - here.offsetWidth) / 2
  }, [pathname])
  return (
    <nav className="side" ref={nav} aria-label={say('控制台', 'Console')}>
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
