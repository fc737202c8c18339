import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { drawStrokes, isWritten, pointAt, sheet, signaturePng, type Stroke } from './strokes.ts'

/** A sheet to write on with a finger, a pen or a mouse. Who cannot, signs on paper. */
export function SignaturePad({
  whose,
  isBusy,
  onSigned,
}: {
  whose: string
  isBusy: boolean
  onSigned: (png: string) => void
}) {
  const say = useSay()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [isShort, setShort] = useState(false)
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (pen) drawStrokes(pen, strokes)
  }, [strokes])
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setShort(false)
    const point = pointAt(event, event.currentTarget.getBoundingClientRect())
    setStrokes((before) => [...before, [point]])
  }
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const point = pointAt(event, event.currentTarget.getBoundingClientRect())
    setStrokes((before) => [...before.slice(0, -1), [...(before.at(-1) ?? []), point]])
  }
  const sign = (): void => {
    const png = canvas.current === null ? null : signaturePng(canvas.current, strokes)
    if (png === null) setShort(true)
    else onSigned(png)
  }
  return (
    <div className="hs-pad">
      <canvas
        ref={canvas}
        {...sheet}
        role="img"
        aria-label={
          isWritten(strokes)
            ? say(`${whose}的签名，已经写了`, `Signature of ${whose}, written`)
            : say(`${whose}签名的地方，还空着`, `Where ${whose} signs, still empty`)
        }
        onPointerDown={begin}
        onPointerMove={go}
      />
      <p className="small mute">
        {say('在框里用手指或鼠标写。不能在屏幕上写的，签在纸上，', 'Write in the box. Who cannot write on a screen ')}
        <a href="#hs-paper">{say('传纸表的照片', 'signs on paper')}</a>
      </p>
      {isShort ? (
        <p className="err" role="alert">
          {say('框里还没有签名，请写上名字', 'Nothing is written in the box yet')}
        </p>
      ) : null}
      <div className="row">
        <button type="button" className="btn" disabled={isBusy} onClick={sign}>
          {isBusy ? say('正在存…', 'Saving…') : say('签好了', 'Signed')}
        </button>
        <button type="button" className="btn line" disabled={isBusy} onClick={() => setStrokes([])}>
          {say('擦掉重写', 'Wipe it')}
        </button>
      </div>
    </div>
  )
}
