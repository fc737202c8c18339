import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useSignIn } from './calls.ts'
import { useMe } from './me.ts'
import { PasswordForm } from './password-form.tsx'
import { useSession } from './session-context.ts'

/**
 * The session ran out in the middle of something: the page stays as it is, locked behind this window, and the call
 * that failed is made again after the sign-in. Nothing typed is lost.
 */
export function ExpiryGuard() {
  const say = useSay()
  const me = useMe()
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const settle = useRef<((signedIn: boolean) => void) | null>(null)

  useEffect(() => {
    session.onExpired(
      () =>
        new Promise((resolve) => {
          settle.current = resolve
          setOpen(true)
        }),
    )
    return () => session.onExpired(null)
  }, [session])

  const close = (signedIn: boolean): void => {
    setOpen(false)
    settle.current?.(signedIn)
    settle.current = null
  }
  return (
    <Modal
      open={isOpen}
      title={say('登录过期了', 'Your session ended')}
      footer={null}
      onCancel={() => close(false)}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <State tone="still" shape="still">
        {say('锁上了，没有退出', 'Locked, not signed out')}
      </State>
      <p className="gap">
        {say(
          '您离开得久了一点。写到一半的都还在，登录后接着写。',
          'You were away for a while. What you had typed is still here; sign in to go on.',
        )}
      </p>
      {me.isDemo ? (
        <DemoAgain onDone={() => close(true)} />
      ) : (
        <PasswordForm onDone={() => close(true)} submit={say('接着写', 'Go on')} />
      )}
    </Modal>
  )
}

function DemoAgain({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const me = useMe()
  const signIn = useSignIn()
  const [hasFailed, setFailed] = useState(false)
  const again = async (): Promise<void> => {
    try {
      await signIn({ person: me.id })
      onDone()
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="row">
      {hasFailed ? (
        <p className="err" role="alert">
          {say('没登上，再点一次试试。', 'That did not work; please try once more.')}
        </p>
      ) : null}
      <button type="button" className="btn" onClick={() => void again()}>
        {say(`以“${me.name}”接着写`, `Go on as ${me.name}`)}
      </button>
    </div>
  )
}
