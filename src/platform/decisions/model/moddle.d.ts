declare module 'dmn-moddle' {
  export const DmnModdle: new (packages?: object) => {
    fromXML: (
      xml: string,
      type: string,
    ) => Promise<{ rootElement: unknown; warnings: { message: string; element?: { $type: string } }[] }>
  }
}
