import { sayIn, type Language } from '../console/language.tsx'

interface SearchBoxProps {
  readonly language: Language
  readonly action: string
  readonly value?: string
  readonly placeholder?: string
  readonly id?: string
}

/** A GET form: the search stands in the address and can be sent to somebody. */
export function SearchBox({ language, action, value = '', placeholder, id = 'q' }: SearchBoxProps) {
  const t = sayIn(language)
  return (
    <form className="seek" role="search" action={action} method="get">
      <label className="vh" htmlFor={id}>
        {t('搜索', 'Search')}
      </label>
      <input id={id} name="q" type="search" defaultValue={value} placeholder={placeholder} maxLength={100} />
      <button className="btn" type="submit">
        {t('搜一搜', 'Search')}
      </button>
    </form>
  )
}
