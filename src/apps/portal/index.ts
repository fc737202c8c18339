export { type ComputedFigure, type PortalNeeds } from './needs.ts'
export { portalRoutes } from './routes.ts'
export { demonstrationSite, siteFrom, type SiteSettings } from './site.ts'
export { portalTroublePages } from './trouble-pages.tsx'
