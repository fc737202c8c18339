import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { placeOffersMax, type PlaceOffer } from '../wire.ts'

const typingPause = 200

interface PlacePickerProps {
  /** Canonical code of the place that is picked, or nothing. */
  readonly value: string
  /** A code, or nothing when the field was emptied. */
  readonly onPick: (code: string) => void
}

/**
 * Types a name, pinyin, initials or a code and picks one of the offers. What is kept is the code, never the name: two
 * villages of one name are two offers, each with its town.
 */
export function PlacePicker({ value, onPick }: PlacePickerProps) {
  const list = useId()
  const say = useSay()
  const client = useClient()
  const [typed, setTyped] = useState<string | null>(null)
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked((typed ?? '').trim()), typingPause)
    return () => clearTimeout(timer)
  }, [typed])
  const find = (text: string) => client.json<PlaceOffer[]>({ verb: 'GET', path: '/api/places', query: { text } })
  const offers = useQuery({ queryKey: ['places', asked], enabled: asked !== '', queryFn: () => find(asked) })
  const picked = useQuery({ queryKey: ['places', value], enabled: value !== '', queryFn: () => find(value) })
  const label = picked.data?.find(({ code }) => code === value)?.label ?? value

  const write = (text: string): void => {
    setTyped(text)
    const offer = offers.data?.find((one) => one.label === text)
    if (offer === undefined && text !== '') return
    setTyped(null)
    onPick(offer?.code ?? '')
  }
  return (
    <>
      <input
        className="in"
        type="search"
        autoComplete="off"
        list={list}
        value={typed ?? label}
        onChange={(event) => write(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      <datalist id={list}>
        {offers.data?.map((offer) => (
          <option key={offer.code} value={offer.label} />
        ))}
      </datalist>
      {typed !== null && offers.data !== undefined && offers.data.length >= placeOffersMax ? (
        <span className="small mute" role="status">
          {say(
            `只列出前 ${offers.data.length} 个地方，还有同样的；多写几个字再选`,
            `Only the first ${offers.data.length} places are listed; type more to narrow them`,
          )}
        </span>
      ) : null}
    </>
  )
}
