// Who may import whom: the table of docs/architecture in rules that say, in a sentence, what they hold.

const slice = '^src/slices/([^/]+)/'
const test = '\\.(test|fixtures|examples)\\.tsx?$'
const front = '^src/slices/[^/]+/index\\.ts$'
const fromSlices = (file) => ({ path: `^src/slices/.+[/-]${file}$`, pathNot: test })

/** A rule for the tree's own arrows: `name` is the sentence people see when they break it. */
const never = (name, from, to) => ({ name, severity: 'error', from, to })

/** The tiers, from the top. A slice may use those below it; slices side by side talk through events. */
const tiers = [
  ['insight', 'public'],
  ['guidance', 'scheme', 'measures', 'needs', 'library', 'presence', 'team', 'strategy', 'coordination'],
  ['register'],
  ['identity'],
  ['audit', 'messaging'],
]
const tierRules = tiers.flatMap((tier, at) => {
  const notBelow = tiers.slice(0, at + 1).flat()
  return tier.map((name) => never(`${name} may only use slices on a tier below its own`, { path: `^src/slices/${name}/`, pathNot: test }, { path: `^src/slices/(${notBelow.filter((other) => other !== name).join('|')})/` })).filter(() => notBelow.length > 1)
})

export default {
  forbidden: [
    never('no file imports itself through others', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    never('every import leads to a file that exists', { pathNot: test }, { couldNotResolve: true }),
    never('the program does not import packages that are only installed for development', { path: '^src/', pathNot: [test, '^src/platform/scratch-database\\.ts$'] }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }),
    never('every package is named in package.json', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),

    never('the kernel is pure words: it imports only itself, zod and the check of national identity numbers', { path: '^src/kernel/', pathNot: test }, { pathNot: ['^src/kernel/', 'node_modules/(zod|@navikt/fnrvalidator)/'] }),
    never('the platform knows no page and no slice', { path: '^src/platform/', pathNot: [test, '^src/platform/local-provider/'] }, { path: '^src/(ui|texts|slices|browser|app|main|jobs\\.ts)' }),
    never('the local sign-in provider stands alone: no slice and no page of the product', { path: '^src/platform/local-provider/', pathNot: test }, { path: '^src/(slices|app|main)' }),
    never('ui and texts know the kernel and each other, nothing else of ours', { path: '^src/(ui|texts)/', pathNot: test }, { path: '^src/(platform|slices|app|main)' }),
    never('what runs in the browser needs only the kernel and the texts', { path: '^src/browser/', pathNot: test }, { path: '^src/(platform|slices|ui|app|main)' }),

    never('rules are pure: kernel and other rules of the same slice', fromSlices('rules\\.ts'), { path: '^src/(platform|ui|texts|browser)|node_modules|[/-](store|actions|pages?|web|api|jobs|forms)\\.tsx?$', dependencyTypesNot: ['type-only'] }),
    never('rules do no input or output', fromSlices('rules\\.ts'), { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' }),
    never('forms know fields, texts and the types of rules', fromSlices('forms\\.ts'), { path: '^src/(platform|ui|browser)|[/-](store|actions|pages?|web|api|jobs)\\.tsx?$' }),
    never('a store knows the database and the shapes of rules and forms', fromSlices('store\\.ts'), { path: '^src/(ui|browser|texts)|^src/platform/(?!(db|tables)\\.ts)|[/-](actions|pages?|web|api|jobs)\\.tsx?$', dependencyTypesNot: ['type-only'] }),
    never('actions draw no pages and read no requests', fromSlices('actions\\.ts'), { path: '^src/(ui|browser)|[/-](pages?|web|api)\\.tsx?$' }),
    never('pages are functions of plain data: no database, no actions, from a store only shapes', fromSlices('pages?\\.tsx'), { path: '^src/platform|[/-](store|actions|web|api|jobs)\\.tsx?$', dependencyTypesNot: ['type-only'] }),
    never('what is drawn is drawn from plain data, whatever its file is called: only web and the parts that others place on a page read for themselves', { path: '^src/slices/.+\\.tsx$', pathNot: [test, '[/-](web|parts?)\\.tsx$'] }, { path: '^src/platform|[/-](store|actions|web|api|jobs)\\.tsx?$', dependencyTypesNot: ['type-only'] }),
    never('a file with a name of its own answers no requests: web and api are entered by the front door only', { path: '^src/slices/.+\\.ts$', pathNot: [test, '[/-](index|api)\\.ts$'] }, { path: '^src/browser|[/-](web|api)\\.tsx?$', dependencyTypesNot: ['type-only'] }),
    never('jobs draw no pages', fromSlices('jobs\\.ts'), { path: '^src/ui/(?!addresses)|[/-](pages?|web|api)\\.tsx?$' }),
    never('SQL is built in a store, not on the way to one', { path: '^src/(slices|ui|texts|kernel|app)', pathNot: [test, '[/-]store\\.tsx?$'] }, { path: 'node_modules/(kysely|pg|pg-boss)/', dependencyTypesNot: ['type-only'] }),

    never('a case knows the request it began as, never the other way', { path: '^src/slices/guidance/requests/', pathNot: test }, { path: '^src/slices/guidance/cases/' }),
    never('another slice is entered by its front door', { path: slice, pathNot: test }, { path: slice, pathNot: ['^src/slices/$1/', front] }),
    never('the composition root enters slices by their front door, and starts their jobs', { path: '^src/(app|main|jobs)\\.tsx?$' }, { path: slice, pathNot: [front, '^src/slices/[^/]+/jobs\\.ts$'] }),
    ...tierRules,

    never('the program does not import its tests, tools or measurements', { path: '^src/', pathNot: [test, '^src/main\\.ts$'] }, { path: '^(test|bin|bench|demo)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'] },
    cache: false,
  },
}
