import { useEffect } from 'react'

/** A link to one line (`#line-…`) opens its slip and brings it into view. */
export function useOpenLine(): void {
  useEffect(() => {
    const open = (): void => {
      const line = location.hash.startsWith('#line-') ? document.getElementById(location.hash.slice(1)) : null
      const slip = line?.querySelector('details') ?? line?.closest('details')
      if (slip !== null && slip !== undefined) slip.open = true
      line?.scrollIntoView({ block: 'center' })
    }
    open()
    window.addEventListener('hashchange', open)
    return () => window.removeEventListener('hashchange', open)
  }, [])
}

/** On paper every slip is open: nobody can press a sheet of A4. */
export function useOpenOnPaper(setOpen: (isOpen: boolean) => void): void {
  useEffect(() => {
    const before = (): void => {
      for (const slip of document.querySelectorAll<HTMLDetailsElement>('.why details')) slip.open = true
    }
    const after = (): void => setOpen(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [setOpen])
}
