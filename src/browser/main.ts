import '@digdir/designsystemet-web/ds-error-summary'
import '@digdir/designsystemet-web/invokers'
import { autosave } from './autosave.ts'
import { closeMenu } from './menu.ts'
import { countCharacters } from './counter.ts'
import { preventDoubleSubmit } from './double-submit.ts'
import { submitFiltersOnChange } from './filter-autosubmit.ts'
import { bringFlashToPart } from './flash.ts'
import { focusFieldsFromErrors } from './focus-errors.ts'
import { guardFields } from './guard.ts'
import { warnBeforeLeaving } from './leave-warning.ts'
import { narrowChoices } from './narrow-choices.ts'
import { showWhenAnswered } from './only-when.ts'
import { keepVisits } from './offline-visits.ts'
import { openDetailsForPrint } from './print-details.ts'
import { refreshWhileWorking } from './refresh.ts'
import { stopOnlyWhereScrolled } from './scroll-frames.ts'
import { warnBeforeSessionEnds } from './session-warning.ts'
import { watchSession } from './watch.ts'

// Every page works without any of this. The script is deferred: the page is there when it runs.
closeMenu()
bringFlashToPart()
watchSession()
focusFieldsFromErrors()
countCharacters()
showWhenAnswered()
guardFields()
narrowChoices()
keepVisits()
preventDoubleSubmit()
autosave()
warnBeforeLeaving()
warnBeforeSessionEnds()
submitFiltersOnChange()
openDetailsForPrint()
stopOnlyWhereScrolled()
refreshWhileWorking()
