import { describe, expect, it } from 'vitest'
import { drawStrokes, isWritten, pointAt, sheet, signaturePng, type Stroke } from './strokes.ts'

const name: Stroke = [
  { x: 20, y: 40 },
  { x: 200, y: 60 },
]

/** A pen that only remembers. */
function pen() {
  const done: string[] = []
  return {
    ...{ fillStyle: '', strokeStyle: '', lineWidth: 0, lineCap: 'butt' as CanvasLineCap },
    lineJoin: 'miter' as CanvasLineJoin,
    done,
    fillRect: (...at: number[]) => void done.push(`fill ${at.join(' ')}`),
    beginPath: () => void done.push('begin'),
    moveTo: (...at: number[]) => void done.push(`move ${at.join(' ')}`),
    lineTo: (...at: number[]) => void done.push(`line ${at.join(' ')}`),
    stroke: () => void done.push('stroke'),
  }
}

describe('签名', () => {
  it('手指滑了一下不算签名', () => {
    expect(isWritten([])).toBe(false)
    expect(
      isWritten([
        [{ x: 1, y: 1 }],
        [
          { x: 3, y: 3 },
          { x: 9, y: 9 },
        ],
      ]),
    ).toBe(false)
    expect(isWritten([name])).toBe(true)
  })
  it('屏幕多大都落在纸的同一处', () => {
    const box = { left: 10, top: 100, width: 320, height: 130 }
    expect(pointAt({ clientX: 170, clientY: 165 }, box)).toEqual({ x: 320, y: 130 })
  })
  it('先铺白纸再写，一点也看得见', () => {
    const paper = pen()
    drawStrokes(paper, [name, [{ x: 5, y: 5 }]])
    expect(paper.done).toEqual([
      `fill 0 0 ${sheet.width} ${sheet.height}`,
      ...['begin', 'move 20 40', 'line 200 60', 'stroke'],
      ...['begin', 'move 5 5', 'line 5 5', 'stroke'],
    ])
  })
  it('交出去的是 PNG；没有写的不交', () => {
    const canvas = { ...sheet, getContext: () => pen(), toDataURL: (kind?: string) => `data:${kind ?? ''};base64,AA` }
    expect(signaturePng(canvas, [name])).toBe('data:image/png;base64,AA')
    expect(signaturePng(canvas, [])).toBeNull()
    expect(signaturePng({ ...canvas, getContext: () => null }, [name])).toBeNull()
  })
})
