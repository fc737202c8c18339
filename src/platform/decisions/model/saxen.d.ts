declare module 'saxen' {
  type Decode = (text: string) => string
  export class Parser {
    ns(namespaces: Readonly<Record<string, string>>): this
    on(
      hook: 'openTag',
      call: (name: string, attributes: () => Record<string, string>, decode: Decode, closes: boolean) => void,
    ): this
    on(hook: 'closeTag', call: (name: string, decode: Decode) => void): this
    on(hook: 'text', call: (text: string, decode: Decode) => void): this
    on(hook: 'cdata', call: (text: string) => void): this
    on(hook: 'error' | 'warn', call: (error: Error) => void): this
    parse(xml: string): void
  }
}
