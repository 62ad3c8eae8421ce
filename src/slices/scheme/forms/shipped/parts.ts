import { actorsOfMoney, staffGroups, type Capacity, type Words } from '../../schemes/rules.ts'
import { shippedSchemes } from '../../schemes/shipped/index.ts'
import type { ChoiceQuestion, Condition, CoreName, Option, Question, Section } from '../definition.ts'

/** Bokmål, nynorsk, English, in this order everywhere. */
export type Three = readonly [nb: string, nn: string, en: string]

const none: Words = { nb: '', nn: '', en: '' }
export const written = ([nb, nn, en]: Three): Words => ({ nb, nn, en })

/** What a question may say beside its label. Needed unless `optional`. */
type Extra = { readonly help?: Three; readonly missing?: Three; readonly optional?: true; readonly shown?: readonly Condition[]; readonly core?: CoreName }
const common = (key: string, label: Three, extra: Extra) => ({
  key,
  label: written(label),
  help: extra.help ? written(extra.help) : none,
  missing: extra.missing ? written(extra.missing) : none,
  required: !extra.optional,
  shown: extra.shown ?? [],
  core: extra.core,
})

export const line = (key: string, label: Three, extra: Extra = {}, most = 200): Question => ({ ...common(key, label, extra), kind: 'text', long: false, most })
export const text = (key: string, label: Three, extra: Extra = {}, most = 3000): Question => ({ ...common(key, label, extra), kind: 'text', long: true, most })
export const one = (key: string, label: Three, options: readonly Option[], extra: Extra = {}): ChoiceQuestion => ({ ...common(key, label, extra), kind: 'choice', many: false, options })
export const many = (key: string, label: Three, options: readonly Option[], extra: Extra = {}): ChoiceQuestion => ({ ...common(key, label, extra), kind: 'choice', many: true, options })
export const date = (key: string, label: Three, extra: Extra = {}): Question => ({ ...common(key, label, extra), kind: 'date' })
export const money = (key: string, label: Three, extra: Extra = {}, years = 3): Question => ({ ...common(key, label, extra), kind: 'money', years, actors: actorsOfMoney })
export const staff = (key: string, label: Three, extra: Extra = {}): Question => ({ ...common(key, label, extra), kind: 'staff', groups: staffGroups })
export const kindergartens = (key: string, label: Three, extra: Extra = {}, most = 400): Question => ({ ...common(key, label, extra), kind: 'kindergartens', most })
export const organisation = (key: string, label: Three, extra: Extra = {}): Question => ({ ...common(key, label, extra), kind: 'organisation' })
export const file = (key: string, label: Three, extra: Extra = {}): Question => ({ ...common(key, label, extra), kind: 'file', most: 5 })
export const declaration = (key: string, label: Three, extra: Extra = {}): Question => ({ ...common(key, label, extra), kind: 'declaration' })
export const sum = (key: string, label: Three, of: readonly string[], equals: string | undefined, extra: Extra = {}): Question => ({ ...common(key, label, { ...extra, optional: true }), kind: 'sum', of, equals })
export const option = (value: string, ...label: Three): Option => ({ value, label: written(label) })

export const section = (key: string, title: Three, signedBy: readonly Capacity[], questions: readonly Question[], extra: { readonly intro?: Three; readonly by?: 'partner'; readonly shown?: readonly Condition[] } = {}): Section => ({
  key,
  title: written(title),
  intro: extra.intro ? written(extra.intro) : none,
  by: extra.by ?? 'applicant',
  signedBy,
  shown: extra.shown ?? [],
  questions,
})

/** The themes of a scheme as options: the codes are the scheme's own. */
export const themesOf = (scheme: string): readonly Option[] => (shippedSchemes.find(({ code }) => code === scheme)?.themes ?? []).map(({ code, name }) => ({ value: code, label: name }))

export const challenge = (): Question =>
  one(
    'challenge',
    ['Hvor stort er behovet?', 'Kor stort er behovet?', 'How great is the need?'],
    [option('1', 'Noe behov', 'Noko behov', 'Some need'), option('2', 'Middels behov', 'Middels behov', 'A fair need'), option('3', 'Stort behov', 'Stort behov', 'A great need'), option('4', 'Svært stort behov', 'Svært stort behov', 'A very great need')],
    { core: 'challenge', help: ['Tenk på hele personalet og på kvaliteten i tilbudet, ikke på enkeltbarn.', 'Tenk på heile personalet og på kvaliteten i tilbodet, ikkje på enkeltbarn.', 'Think of the whole staff and the quality of what is offered, not of single children.'] },
  )

const isNotNew: Condition = { when: '@kind', is: ['continuation', 'supplementary', 'change'] }
export const isNetwork: Condition = { when: '@network', is: ['yes'] }

export const whatChanged = (): Question =>
  text('what-changed', ['Hva er endret siden sist?', 'Kva er endra sidan sist?', 'What has changed since last time?'], {
    core: 'what-changed',
    shown: [isNotNew],
    help: ['Skriv hva som er gjort, hva dere har lært, og hva som blir annerledes nå.', 'Skriv kva som er gjort, kva de har lært, og kva som blir annleis no.', 'Say what has been done, what you have learned, and what will be different now.'],
  })
