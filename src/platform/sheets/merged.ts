import { columnIndex, type Cell } from './contract.ts'
import { textOf } from './xml.ts'

/** A merged area, inclusive: rows from 1, columns from 0. */
export interface Area {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** One area per household of a full sheet; more is no list. */
const areasMax = 200_000

/** Merged areas stand behind the rows, so the sheet is unpacked once for them alone. It also proves its stated size. */
export async function mergedAreas(stream: NodeJS.ReadableStream): Promise<Area[]> {
  const areas: Area[] = []
  let tail = ''
  for await (const chunk of textOf(stream)) {
    const text = tail + chunk
    tail = ''
    if (text.includes('mergeCell '))
      for (const [, left, top, right, bottom] of text.matchAll(
        /mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g,
      ))
        if (areas.length < areasMax)
          areas.push({
            top: Number(top),
            bottom: Number(bottom),
            left: columnIndex(left!),
            right: columnIndex(right!),
          })
    // The end of the chunk may hold half of a tag.
    const cut = text.lastIndexOf('<')
    if (cut >= 0 && text.length - cut < 200) tail = text.slice(cut)
  }
  return areas.toSorted((one, other) => one.top - other.top)
}

type Row = (Cell | undefined)[]

/** Gives every cell of a merged area the content of its first cell; call it row by row, in order. */
export function mergeFiller(areas: readonly Area[]): (row: number, cells: Row) => Row {
  let next = 0
  let open: { area: Area; cell: Cell | undefined }[] = []
  return (row, cells) => {
    if (areas.length === 0) return cells
    open = open.filter(({ area }) => area.bottom >= row)
    for (let area = areas[next]; area && area.top <= row; area = areas[next]) {
      next += 1
      if (area.bottom >= row) open.push({ area, cell: area.top === row ? cells[area.left] : undefined })
    }
    for (const { area, cell } of open)
      if (cell) for (let column = area.left; column <= area.right && column < 200; column += 1) cells[column] ??= cell
    return Array.from(cells)
  }
}
