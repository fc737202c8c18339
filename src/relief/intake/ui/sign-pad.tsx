import { useRef, useState, type PointerEvent } from 'react'
import { useSay } from '#design/console/language.tsx'

/** A signature drawn with finger or pen; it becomes a picture when it is taken over. */
export function SignPad({ onDrawn }: { onDrawn: (file: File | null) => void }) {
  const say = useSay()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isDown, setDown] = useState(false)
  const pointOf = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    const { width, height } = event.currentTarget
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height]
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>, isStart: boolean): void => {
    const pen = event.currentTarget.getContext('2d')
    if (pen === null || !(isStart || isDown)) return
    const [x, y] = pointOf(event)
    if (isStart) {
      event.currentTarget.setPointerCapture(event.pointerId)
      pen.lineWidth = 3
      pen.lineCap = 'round'
      pen.beginPath()
      pen.moveTo(x, y)
      setDown(true)
      return
    }
    pen.lineTo(x, y)
    pen.stroke()
  }
  const lift = (): void => {
    setDown(false)
    canvas.current?.toBlob((blob) => {
      if (blob !== null) onDrawn(new File([blob], '签名.png', { type: 'image/png' }))
    }, 'image/png')
  }
  const clear = (): void => {
    const board = canvas.current
    board?.getContext('2d')?.clearRect(0, 0, board.width, board.height)
    onDrawn(null)
  }
  return (
    <div className="field">
      <span className="lab">{say('请在框里签名', 'Please sign in the box')}</span>
      <canvas
        ref={canvas}
        className="sign-pad"
        width={640}
        height={240}
        aria-label={say(
          '签名板。不方便画的，请用纸签再扫描',
          'Signature pad. If drawing is hard, sign on paper and scan',
        )}
        onPointerDown={(event) => draw(event, true)}
        onPointerMove={(event) => draw(event, false)}
        onPointerUp={lift}
      />
      <button type="button" className="btn text" onClick={clear}>
        {say('擦掉重签', 'Clear')}
      </button>
    </div>
  )
}
