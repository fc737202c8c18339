import type { ReactNode } from 'react'

type Look = 'main' | 'line' | 'gold' | 'danger'
const classOf: Readonly<Record<Look, string>> = {
  main: 'btn',
  line: 'btn line',
  gold: 'btn gold',
  danger: 'btn danger',
}

interface ButtonProps {
  readonly look?: Look
  readonly isBig?: boolean
  readonly children: ReactNode
}

/** A button that matters is part of a form, so it works without script. */
export function Button({
  look = 'main',
  isBig = false,
  name,
  value,
  disabled,
  children,
}: ButtonProps & { readonly name?: string; readonly value?: string; readonly disabled?: boolean }) {
  return (
    <button
      className={`${classOf[look]}${isBig ? ' big' : ''}`}
      type="submit"
      name={name}
      value={value}
      disabled={disabled}
    >
      {children}
    </button>
  )
}

/** Looks like a button and leads somewhere. */
export function ButtonLink({ look = 'main', isBig = false, href, children }: ButtonProps & { readonly href: string }) {
  return (
    <a className={`${classOf[look]}${isBig ? ' big' : ''}`} href={href}>
      {children}
    </a>
  )
}

/** “看名单 →”: a link that goes on. */
export function GoLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a className="go" href={href}>
      {children}
    </a>
  )
}
