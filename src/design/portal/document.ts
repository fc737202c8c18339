import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** Has the shape the http module calls a page. */
export interface RenderedPage {
  readonly kind: 'page'
  readonly status: number
  readonly html: string
}

/** A whole document from an element whose root is `<html>`: no script, no hydration. */
export const renderPage = (element: ReactElement, status = 200): RenderedPage => ({
  kind: 'page',
  status,
  html: `<!doctype html>${renderToStaticMarkup(element)}`,
})
