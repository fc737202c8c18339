import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Waiting } from '#design/console/table-states.tsx'
import { useSay } from '#design/console/language.tsx'
import { ExpiryGuard } from '../session/expiry-guard.tsx'
import { MeGate } from '../session/me-gate.tsx'
import { useMe } from '../session/me.ts'
import { DemoBanner } from './demo-banner.tsx'
import { SideNav } from './side-nav.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame around every page of a person who has signed in. */
export function Layout() {
  return (
    <MeGate>
      <Frame />
      <ExpiryGuard />
    </MeGate>
  )
}

function Frame() {
  const say = useSay()
  const me = useMe()
  return (
    <>
      <a className="skip" href="#main">
        {say('跳到正文', 'Skip to content')}
      </a>
      <header>
        {me.isDemo ? <DemoBanner today={me.today} /> : null}
        <TopBar />
      </header>
      <div className="shell">
        <SideNav />
        <main className="cmain" id="main" tabIndex={-1}>
          <Suspense fallback={<Waiting what={say('正在打开这一页', 'Opening this page')} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </>
  )
}
