import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { ClientContext } from '#platform/http/client.ts'
import { LookProvider } from './look/look-provider.tsx'
import { createQueries } from './queries.ts'
import { createConsoleRouter } from './router.tsx'
import { SessionContext } from './session/session-context.ts'
import { createSessionWire } from './session/wire.ts'

export function Console() {
  const [queries] = useState(createQueries)
  const [router] = useState(createConsoleRouter)
  const [session] = useState(createSessionWire)
  return (
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <ClientContext value={session.client}>
          <LookProvider>
            <RouterProvider router={router} />
          </LookProvider>
        </ClientContext>
      </SessionContext>
    </QueryClientProvider>
  )
}
