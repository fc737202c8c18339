import { useParams } from '@tanstack/react-router'

/** One part of the address of this page. */
export const usePart = (name: string): string =>
  useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params[name] ?? '' })
