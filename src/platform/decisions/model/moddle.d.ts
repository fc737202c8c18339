declare module 'dmn-moddle' {
  export interface DmnModdle {
    fromXML: (
      xml: string,
      type: string,
    ) => Promise<{ rootElement: unknown; warnings: { message: string; element?: { $type: string } }[] }>
    toXML: (root: unknown, options?: { format?: boolean }) => Promise<{ xml: string }>
    create: (type: string, properties?: object) => unknown
  }
  export const DmnModdle: new (packages?: object) => DmnModdle
}
