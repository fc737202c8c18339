export { assignRoles, manageOfficers, officerPermissions, readOfficers } from './access.ts'
export { officerChecks } from './checks.ts'
export { demoOfficers, seedDemoOfficers, type DemoPlaces } from './demo-officers.ts'
export {
  addFirstAdministrators,
  hasOfficers,
  refuseFewerThanThree,
  type FirstAdministrator,
  type FirstAdministrators,
} from './first-administrators.ts'
export { createOfficers, type NewOfficer, type OfficerPlaces, type Officers } from './officers.ts'
export { noteRefusedAccess } from './refused-access.ts'
export { officerRefusals } from './refusals.ts'
export { isRole, roleNames, roleOf, roles, threeHands, type Role, type RoleName } from './roles.ts'
export { demoRoutes, officerRoutes, sessionRoutes, type OfficerRouteNeeds } from './routes.ts'
export { signInPageRoutes } from './sign-in-page.ts'
export { createSignIn, type SignInService } from './sign-in.ts'
