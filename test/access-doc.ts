import { roles, type Role } from '../src/kernel/actor.ts'
import type { Access } from '../src/platform/http.ts'

type Declared = { readonly method: string; readonly url: string; readonly access: Access }

/** Short heads for the twelve columns; the words people see are in `docs/glossary.md`. */
const heads: Readonly<Record<Role, string>> = {
  head: 'head', 'pedagogical-leader': 'ped. leader', owner: 'owner', adviser: 'adviser', 'team-leader': 'team leader', authority: 'authority', 'service-contact': 'service', 'university-contact': 'university',
  'county-governor': 'governor', 'school-leader': 'school', 'union-representative': 'union', operator: 'operator',
}

export const addressOf = ({ method, url }: Pick<Declared, 'method' | 'url'>): string => `${method} ${url}`

/** Who may use each address, as a page that is reviewed with the change: `docs/access.md`. */
export function accessDocument(routes: readonly Declared[]): string {
  const sorted = [...routes].sort((a, b) => a.url.localeCompare(b.url, 'en') || a.method.localeCompare(b.method, 'en'))
  const cells = (route: Declared) => {
    if (route.access.kind !== 'roles') return [route.access.kind === 'open' ? 'yes' : '', 'yes', ...roles.map(() => 'yes')]
    return ['', '', ...roles.map((role) => (route.access.roles.includes(role) ? 'yes' : ''))]
  }
  const row = (list: readonly string[]) => `| ${list.join(' | ')} |`
  return `# Who may use which address

Generated from the routes by \`npm run access\`; \`test/access.test.ts\` fails when it is stale, and tries every address as every invented person.
A new address is in no list until it is generated here and read by the one who reviews the change.

Anyone else who has signed in gets 403. Someone who has not signed in is sent to sign in. A case, person or file that is not theirs is 404 also for those with a \`yes\`.
“No role” is someone who has signed in and has no role yet.

${row(['address', 'anyone', 'no role', ...roles.map((role) => heads[role])])}
${row(['---', ...Array.from({ length: roles.length + 2 }, () => '---')])}
${sorted.map((route) => row([`\`${addressOf(route)}\``, ...cells(route)])).join('\n')}
`
}
