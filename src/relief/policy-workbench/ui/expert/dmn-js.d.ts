declare module 'dmn-js/lib/Modeler' {
  import type { Element } from '#platform/decisions/client.ts'

  export interface View {
    readonly id: string
    readonly name: string
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression'
    readonly element: Element
  }
  export interface Viewer {
    readonly on: (event: string, call: (event: Record<string, unknown>) => void) => void
    readonly get: <Service>(name: string, strict?: boolean) => Service
  }
  export default class Modeler {
    constructor(options: object)
    importXML(xml: string, options?: { open: boolean }): Promise<{ warnings: readonly unknown[] }>
    saveXML(options?: { format: boolean }): Promise<{ xml: string }>
    on(event: string, call: (event: Record<string, unknown>) => void): void
    open(view: View): Promise<{ warnings: readonly unknown[] }>
    getViews(): readonly View[]
    getActiveView(): View | undefined
    getActiveViewer(): Viewer | undefined
    getDefinitions(): Element
    destroy(): void
  }
}
declare module '*.css'
