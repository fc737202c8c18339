/** `民发〔2021〕57号 第五条` → document and article. */
export function splitLaw(law: string): { readonly document: string; readonly article: string } {
  const at = law.lastIndexOf(' ')
  return at < 0 ? { document: law, article: '' } : { document: law.slice(0, at), article: law.slice(at + 1) }
}

/** The law stands in the margin, in 宋体; a line without one leaves the margin empty. */
export function LawMargin({ law }: { readonly law: readonly string[] }) {
  if (law.length === 0) return <span className="law none" aria-hidden="true" />
  return (
    <div className="law song">
      {law.map((text) => {
        const { document, article } = splitLaw(text)
        return (
          <cite key={text}>
            {document} {article !== '' && <b className="n">{article}</b>}
          </cite>
        )
      })}
    </div>
  )
}
