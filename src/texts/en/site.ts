import type { site as nb } from '../nb/site.ts'
import type { Translation } from '../translation.ts'

/** English: front page, error pages, and the pages in the footer. */
export const site: Translation<typeof nb> = {
  'home.heading': 'Competence closest to the children',
  'home.intro': 'Here the kindergarten asks for guidance, here the competence team follows up, and here you see together what has helped. Always for the whole staff, never about a single child.',
  'home.kindergartens.title': 'Find a kindergarten',
  'home.kindergartens.text': 'Open facts from the National Kindergarten Register. No sign-in.',
  'home.guidance.title': 'Ask for guidance',
  'home.guidance.text': 'For heads. You can save and come back, and you see all the way what happens next.',
  'home.team.title': 'For the competence team',
  'home.team.text': "Inbox, deadlines, waiting list, plan and evaluation, along the municipality's own flow chart.",
  'home.access.title': 'Ask for access',
  'home.access.text': 'You have no role in Samspill yet. Find your organisation, and we tell the one who can give you one.',

  'nav.tasks': 'Tasks',
  'nav.needs': 'Needs',
  'nav.overview': 'Overview',
  'nav.kindergartens': 'Kindergartens',
  'nav.register': 'The register',

  'trouble.not-found.title': 'We cannot find the page',
  'trouble.not-found.text': 'The address may be wrong, or the page is not for you in the role you have now. If you have several roles, you can switch.',
  'trouble.forbidden.title': 'Your role has no access to this',
  'trouble.forbidden.text': 'You are signed in, but what you tried belongs to another role. If you have several roles, you can switch.',
  'trouble.no-role.title': 'You have no role here yet',
  'trouble.no-role.text': 'You are signed in. To go on, somebody in your organisation must give you a role. You can ask for it yourself.',
  'trouble.too-many.title': 'Too many attempts',
  'trouble.too-many.text': 'Wait a few minutes and try again.',
  'trouble.too-large.title': 'That was too large',
  'trouble.too-large.text': 'What you sent is larger than we can take. Go back and make the text shorter or the file smaller, and send at most five files at a time. What you wrote is still there.',
  'trouble.bad-request.title': 'We did not understand what was sent',
  'trouble.bad-request.text': 'Go back and try once more.',
  'trouble.fault.title': 'Something went wrong on our side',
  'trouble.fault.text': 'Nothing has been half saved. Try again in a little while. If that does not help, give us the reference below.',
  'trouble.reference': 'Reference: {reference}',
  'trouble.home': 'To the front page',

  'resend.signed-out.title': 'You are signed out, but what you wrote is here',
  'resend.signed-out.text': '1. Sign in in a new tab. 2. Come back here. 3. Press the button below, and we send what you wrote.',
  'resend.signed-out.link': 'Sign in (opens in a new tab)',
  'resend.old-form.title': 'Send once more',
  'resend.old-form.text': 'The form was opened before you signed in or switched role. What you wrote is here. See that the role at the top is right, and send again.',
  'resend.what': 'This is what you wrote',
  'resend.button': 'Send what I wrote',

}
