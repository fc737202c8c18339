/** A signature as it was drawn, in the units of its sheet. */
export interface Point {
  readonly x: number
  readonly y: number
}
export type Stroke = readonly Point[]

/** The sheet: wide enough for three characters written with a finger. */
export const sheet = { width: 640, height: 260 } as const

/** Shortest line that counts as writing, in units of the sheet: a slip of the finger is no signature. */
const leastLength = 80

const lengthOf = (stroke: Stroke): number =>
  stroke.reduce((length, point, at) => {
    const before = stroke[at - 1]
    return before === undefined ? length : length + Math.hypot(point.x - before.x, point.y - before.y)
  }, 0)

export const isWritten = (strokes: readonly Stroke[]): boolean =>
  strokes.reduce((length, stroke) => length + lengthOf(stroke), 0) >= leastLength

/** Where the finger is, on the sheet, however large the sheet is drawn. */
export const pointAt = (
  at: { readonly clientX: number; readonly clientY: number },
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Point => ({
  x: Math.round(((at.clientX - box.left) * sheet.width) / Math.max(1, box.width)),
  y: Math.round(((at.clientY - box.top) * sheet.height) / Math.max(1, box.height)),
})

type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
>

/** Dark on white, whatever the colours of the screen: it is printed on paper. */
export function drawStrokes(pen: Pen, strokes: readonly Stroke[]): void {
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, sheet.width, sheet.height)
  pen.strokeStyle = '#111a3c'
  pen.lineWidth = 5
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  for (const [first, ...rest] of strokes) {
    if (first === undefined) continue
    pen.beginPath()
    pen.moveTo(first.x, first.y)
    // A line of no length is drawn as a dot by its round ends.
    for (const point of rest.length === 0 ? [first] : rest) pen.lineTo(point.x, point.y)
    pen.stroke()
  }
}

/** The drawing as the server takes it. */
export function signaturePng(
  canvas: Pick<HTMLCanvasElement, 'width' | 'height' | 'toDataURL'> & { getContext: (kind: '2d') => Pen | null },
  strokes: readonly Stroke[],
): string | null {
  const pen = canvas.getContext('2d')
  if (pen === null || !isWritten(strokes)) return null
  drawStrokes(pen, strokes)
  return canvas.toDataURL('image/png')
}
