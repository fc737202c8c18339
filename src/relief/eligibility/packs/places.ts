import type { PlacesAbove } from './library.ts'

/** The nation, above every province. */
export const nation = '000000'

/** Cuts the code: village → town → county → city → province → nation. For codes nobody listed. */
export const placesAboveByCode: PlacesAbove = (region) => {
  const places = new Set<string>([region])
  if (region.length > 9) places.add(region.slice(0, 9))
  if (region.length > 6) places.add(region.slice(0, 6))
  places.add(`${region.slice(0, 4)}00`)
  places.add(`${region.slice(0, 2)}0000`)
  places.add(nation)
  return [...places]
}

/** Functional areas lie in no code: each names the place it belongs to. */
export const placesAboveWith =
  (areas: Readonly<Record<string, string>>): PlacesAbove =>
  (region, on) => {
    const parent = areas[region]
    return parent === undefined ? placesAboveByCode(region, on) : [region, ...placesAboveByCode(parent, on)]
  }
