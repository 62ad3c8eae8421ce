// Writes docs/letters.md: every letter in the three languages, from the catalogues.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lettersDocument } from '../test/letters-doc.ts'

writeFileSync(join(resolve(import.meta.dirname, '..'), 'docs', 'letters.md'), lettersDocument())
