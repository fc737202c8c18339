/** A phrase this long may be broken inside; on a phone it would not fit on a line otherwise. */
const phraseLengthMax = 10

/** A title broken by sense: after a sign, not inside a short phrase. */
export function Phrases({ text }: { readonly text: string }) {
  return text.split(/(?<=[，：；、])/u).map((phrase) =>
    [...phrase].length <= phraseLengthMax ? (
      <span key={phrase} className="n">
        {phrase}
      </span>
    ) : (
      phrase
    ),
  )
}
