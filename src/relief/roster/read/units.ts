import type { Header, Heading } from './header.ts'

/** Half of the households of any county earn below this a month and, when they earn at all, above it a year. */
const yearFromYuan = 6_000

/** Median of the figures above zero; undefined when there is none. */
export function medianOf(texts: readonly string[]): number | undefined {
  const figures = texts
    .map((text) => Number(text.normalize('NFKC').replace(/[,元\s]/g, '')))
    .filter((figure) => figure > 0)
    .toSorted((one, other) => one - other)
  return figures[Math.floor(figures.length / 2)]
}

/** Where a heading does not say per month or per year, the figures decide; the person is asked and may say otherwise. */
export function settleUnits(header: Header, samples: ReadonlyMap<string, readonly string[]>): Header {
  const headings = header.headings.map((heading): Heading => {
    if (!heading.isUnitGuessed) return heading
    const median = medianOf(samples.get(heading.letter) ?? [])
    // What is paid is paid by the month everywhere; without any figure there is nothing to ask.
    if (heading.column?.name === 'paidNow') return { ...heading, per: 'month', isUnitGuessed: false }
    if (median === undefined) return { ...heading, isUnitGuessed: false }
    return { ...heading, per: median >= yearFromYuan ? 'year' : 'month' }
  })
  return { ...header, headings }
}
