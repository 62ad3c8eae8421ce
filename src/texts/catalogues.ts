import type { Language } from '../kernel/language.ts'
import type { Translation } from './translation.ts'
import { about as aboutNb } from './nb/about.ts'
import { anchoring as anchoringNb } from './nb/anchoring.ts'
import { clusters as clustersNb } from './nb/clusters.ts'
import { appeal as appealNb } from './nb/appeal.ts'
import { archive as archiveNb } from './nb/archive.ts'
import { common as commonNb } from './nb/common.ts'
import { closing as closingNb } from './nb/closing.ts'
import { capacity as capacityNb } from './nb/capacity.ts'
import { competence as competenceNb } from './nb/competence.ts'
import { comparison as comparisonNb } from './nb/comparison.ts'
import { courses as coursesNb } from './nb/courses.ts'
import { decision as decisionNb } from './nb/decision.ts'
import { discussions as discussionsNb } from './nb/discussions.ts'
import { evaluation as evaluationNb } from './nb/evaluation.ts'
import { flow as flowNb } from './nb/flow.ts'
import { forum as forumNb } from './nb/forum.ts'
import { impartiality as impartialityNb } from './nb/impartiality.ts'
import { forms as formsNb } from './nb/forms.ts'
import { guard as guardNb } from './nb/guard.ts'
import { guidance as guidanceNb } from './nb/guidance.ts'
import { handover as handoverNb } from './nb/handover.ts'
import { identity as identityNb } from './nb/identity.ts'
import { instruments as instrumentsNb } from './nb/instruments.ts'
import { library as libraryNb } from './nb/library.ts'
import { measures as measuresNb } from './nb/measures.ts'
import { members as membersNb } from './nb/members.ts'
import { messaging as messagingNb } from './nb/messaging.ts'
import { money as moneyNb } from './nb/money.ts'
import { needs as needsNb } from './nb/needs.ts'
import { networks as networksNb } from './nb/networks.ts'
import { networkSchools as networkSchoolsNb } from './nb/network-schools.ts'
import { pair as pairNb } from './nb/pair.ts'
import { participants as participantsNb } from './nb/participants.ts'
import { partnership as partnershipNb } from './nb/partnership.ts'
import { map as mapNb } from './nb/map.ts'
import { mine as mineNb } from './nb/mine.ts'
import { picture as pictureNb } from './nb/picture.ts'
import { offers as offersNb } from './nb/offers.ts'
import { plans as plansNb } from './nb/plans.ts'
import { passed as passedNb } from './nb/passed.ts'
import { asked as askedNb } from './nb/asked.ts'
import { support as supportNb } from './nb/support.ts'
import { portfolio as portfolioNb } from './nb/portfolio.ts'
import { programmes as programmesNb } from './nb/programmes.ts'
import { promised as promisedNb } from './nb/promised.ts'
import { choose as chooseNb } from './nb/choose.ts'
import { presence as presenceNb } from './nb/presence.ts'
import { quality as qualityNb } from './nb/quality.ts'
import { practice as practiceNb } from './nb/practice.ts'
import { reach as reachNb } from './nb/reach.ts'
import { register as registerNb } from './nb/register.ts'
import { reports as reportsNb } from './nb/reports.ts'
import { resource as resourceNb } from './nb/resource.ts'
import { results as resultsNb } from './nb/results.ts'
import { review as reviewNb } from './nb/review.ts'
import { rounds as roundsNb } from './nb/rounds.ts'
import { scheme as schemeNb } from './nb/scheme.ts'
import { schemes as schemesNb } from './nb/schemes.ts'
import { schools as schoolsNb } from './nb/schools.ts'
import { scores as scoresNb } from './nb/scores.ts'
import { sessions as sessionsNb } from './nb/sessions.ts'
import { setup as setupNb } from './nb/setup.ts'
import { site as siteNb } from './nb/site.ts'
import { suggestions as suggestionsNb } from './nb/suggestions.ts'
import { tasks as tasksNb } from './nb/tasks.ts'
import { unseen as unseenNb } from './nb/unseen.ts'
import { attendance as attendanceNb } from './nb/attendance.ts'
import { courseEvaluation as courseEvaluationNb } from './nb/course-evaluation.ts'
import { year as yearNb } from './nb/year.ts'
import { halfYear as halfYearNb } from './nb/half-year.ts'
import { waiting as waitingNb } from './nb/waiting.ts'
import { work as workNb } from './nb/work.ts'
import { about as aboutNn } from './nn/about.ts'
import { anchoring as anchoringNn } from './nn/anchoring.ts'
import { clusters as clustersNn } from './nn/clusters.ts'
import { appeal as appealNn } from './nn/appeal.ts'
import { archive as archiveNn } from './nn/archive.ts'
import { common as commonNn } from './nn/common.ts'
import { closing as closingNn } from './nn/closing.ts'
import { capacity as capacityNn } from './nn/capacity.ts'
import { competence as competenceNn } from './nn/competence.ts'
import { comparison as comparisonNn } from './nn/comparison.ts'
import { courses as coursesNn } from './nn/courses.ts'
import { decision as decisionNn } from './nn/decision.ts'
import { discussions as discussionsNn } from './nn/discussions.ts'
import { evaluation as evaluationNn } from './nn/evaluation.ts'
import { flow as flowNn } from './nn/flow.ts'
import { forum as forumNn } from './nn/forum.ts'
import { impartiality as impartialityNn } from './nn/impartiality.ts'
import { forms as formsNn } from './nn/forms.ts'
import { guard as guardNn } from './nn/guard.ts'
import { guidance as guidanceNn } from './nn/guidance.ts'
import { handover as handoverNn } from './nn/handover.ts'
import { identity as identityNn } from './nn/identity.ts'
import { instruments as instrumentsNn } from './nn/instruments.ts'
import { library as libraryNn } from './nn/library.ts'
import { measures as measuresNn } from './nn/measures.ts'
import { members as membersNn } from './nn/members.ts'
import { messaging as messagingNn } from './nn/messaging.ts'
import { money as moneyNn } from './nn/money.ts'
import { needs as needsNn } from './nn/needs.ts'
import { networks as networksNn } from './nn/networks.ts'
import { networkSchools as networkSchoolsNn } from './nn/network-schools.ts'
import { pair as pairNn } from './nn/pair.ts'
import { participants as participantsNn } from './nn/participants.ts'
import { partnership as partnershipNn } from './nn/partnership.ts'
import { map as mapNn } from './nn/map.ts'
import { mine as mineNn } from './nn/mine.ts'
import { picture as pictureNn } from './nn/picture.ts'
import { offers as offersNn } from './nn/offers.ts'
import { plans as plansNn } from './nn/plans.ts'
import { passed as passedNn } from './nn/passed.ts'
import { asked as askedNn } from './nn/asked.ts'
import { support as supportNn } from './nn/support.ts'
import { portfolio as portfolioNn } from './nn/portfolio.ts'
import { programmes as programmesNn } from './nn/programmes.ts'
import { promised as promisedNn } from './nn/promised.ts'
import { choose as chooseNn } from './nn/choose.ts'
import { presence as presenceNn } from './nn/presence.ts'
import { quality as qualityNn } from './nn/quality.ts'
import { practice as practiceNn } from './nn/practice.ts'
import { reach as reachNn } from './nn/reach.ts'
import { register as registerNn } from './nn/register.ts'
import { reports as reportsNn } from './nn/reports.ts'
import { resource as resourceNn } from './nn/resource.ts'
import { results as resultsNn } from './nn/results.ts'
import { review as reviewNn } from './nn/review.ts'
import { rounds as roundsNn } from './nn/rounds.ts'
import { scheme as schemeNn } from './nn/scheme.ts'
import { schemes as schemesNn } from './nn/schemes.ts'
import { schools as schoolsNn } from './nn/schools.ts'
import { scores as scoresNn } from './nn/scores.ts'
import { sessions as sessionsNn } from './nn/sessions.ts'
import { setup as setupNn } from './nn/setup.ts'
import { site as siteNn } from './nn/site.ts'
import { suggestions as suggestionsNn } from './nn/suggestions.ts'
import { tasks as tasksNn } from './nn/tasks.ts'
import { unseen as unseenNn } from './nn/unseen.ts'
import { attendance as attendanceNn } from './nn/attendance.ts'
import { courseEvaluation as courseEvaluationNn } from './nn/course-evaluation.ts'
import { year as yearNn } from './nn/year.ts'
import { halfYear as halfYearNn } from './nn/half-year.ts'
import { waiting as waitingNn } from './nn/waiting.ts'
import { work as workNn } from './nn/work.ts'
import { about as aboutEn } from './en/about.ts'
import { anchoring as anchoringEn } from './en/anchoring.ts'
import { clusters as clustersEn } from './en/clusters.ts'
import { appeal as appealEn } from './en/appeal.ts'
import { archive as archiveEn } from './en/archive.ts'
import { common as commonEn } from './en/common.ts'
import { closing as closingEn } from './en/closing.ts'
import { capacity as capacityEn } from './en/capacity.ts'
import { competence as competenceEn } from './en/competence.ts'
import { comparison as comparisonEn } from './en/comparison.ts'
import { courses as coursesEn } from './en/courses.ts'
import { decision as decisionEn } from './en/decision.ts'
import { discussions as discussionsEn } from './en/discussions.ts'
import { evaluation as evaluationEn } from './en/evaluation.ts'
import { flow as flowEn } from './en/flow.ts'
import { forum as forumEn } from './en/forum.ts'
import { impartiality as impartialityEn } from './en/impartiality.ts'
import { forms as formsEn } from './en/forms.ts'
import { guard as guardEn } from './en/guard.ts'
import { guidance as guidanceEn } from './en/guidance.ts'
import { handover as handoverEn } from './en/handover.ts'
import { identity as identityEn } from './en/identity.ts'
import { instruments as instrumentsEn } from './en/instruments.ts'
import { library as libraryEn } from './en/library.ts'
import { measures as measuresEn } from './en/measures.ts'
import { members as membersEn } from './en/members.ts'
import { messaging as messagingEn } from './en/messaging.ts'
import { money as moneyEn } from './en/money.ts'
import { needs as needsEn } from './en/needs.ts'
import { networks as networksEn } from './en/networks.ts'
import { networkSchools as networkSchoolsEn } from './en/network-schools.ts'
import { pair as pairEn } from './en/pair.ts'
import { participants as participantsEn } from './en/participants.ts'
import { partnership as partnershipEn } from './en/partnership.ts'
import { map as mapEn } from './en/map.ts'
import { mine as mineEn } from './en/mine.ts'
import { picture as pictureEn } from './en/picture.ts'
import { offers as offersEn } from './en/offers.ts'
import { plans as plansEn } from './en/plans.ts'
import { passed as passedEn } from './en/passed.ts'
import { asked as askedEn } from './en/asked.ts'
import { support as supportEn } from './en/support.ts'
import { portfolio as portfolioEn } from './en/portfolio.ts'
import { programmes as programmesEn } from './en/programmes.ts'
import { promised as promisedEn } from './en/promised.ts'
import { choose as chooseEn } from './en/choose.ts'
import { presence as presenceEn } from './en/presence.ts'
import { quality as qualityEn } from './en/quality.ts'
import { practice as practiceEn } from './en/practice.ts'
import { reach as reachEn } from './en/reach.ts'
import { register as registerEn } from './en/register.ts'
import { reports as reportsEn } from './en/reports.ts'
import { resource as resourceEn } from './en/resource.ts'
import { results as resultsEn } from './en/results.ts'
import { review as reviewEn } from './en/review.ts'
import { rounds as roundsEn } from './en/rounds.ts'
import { scheme as schemeEn } from './en/scheme.ts'
import { schemes as schemesEn } from './en/schemes.ts'
import { schools as schoolsEn } from './en/schools.ts'
import { scores as scoresEn } from './en/scores.ts'
import { sessions as sessionsEn } from './en/sessions.ts'
import { setup as setupEn } from './en/setup.ts'
import { site as siteEn } from './en/site.ts'
import { suggestions as suggestionsEn } from './en/suggestions.ts'
import { tasks as tasksEn } from './en/tasks.ts'
import { unseen as unseenEn } from './en/unseen.ts'
import { attendance as attendanceEn } from './en/attendance.ts'
import { courseEvaluation as courseEvaluationEn } from './en/course-evaluation.ts'
import { year as yearEn } from './en/year.ts'
import { halfYear as halfYearEn } from './en/half-year.ts'
import { waiting as waitingEn } from './en/waiting.ts'
import { work as workEn } from './en/work.ts'

const nb = {
  about: aboutNb,
  anchoring: anchoringNb,
  clusters: clustersNb,
  appeal: appealNb,
  archive: archiveNb,
  common: commonNb,
  closing: closingNb,
  comparison: comparisonNb,
  capacity: capacityNb,
  competence: competenceNb,
  'half-year': halfYearNb,
  courses: coursesNb,
  decision: decisionNb,
  discussions: discussionsNb,
  evaluation: evaluationNb,
  flow: flowNb,
  forum: forumNb,
  impartiality: impartialityNb,
  forms: formsNb,
  guard: guardNb,
  guidance: guidanceNb,
  handover: handoverNb,
  identity: identityNb,
  instruments: instrumentsNb,
  library: libraryNb,
  measures: measuresNb,
  members: membersNb,
  messaging: messagingNb,
  money: moneyNb,
  needs: needsNb,
  networks: networksNb,
  'network-schools': networkSchoolsNb,
  pair: pairNb,
  participants: participantsNb,
  partnership: partnershipNb,
  map: mapNb,
  mine: mineNb,
  picture: pictureNb,
  offers: offersNb,
  plans: plansNb,
  passed: passedNb,
  asked: askedNb,
  support: supportNb,
  portfolio: portfolioNb,
  programmes: programmesNb,
  promised: promisedNb,
  choose: chooseNb,
  presence: presenceNb,
  quality: qualityNb,
  register: registerNb,
  reports: reportsNb,
  resource: resourceNb,
  results: resultsNb,
  review: reviewNb,
  practice: practiceNb,
  reach: reachNb,
  rounds: roundsNb,
  scheme: schemeNb,
  schemes: schemesNb,
  schools: schoolsNb,
  scores: scoresNb,
  sessions: sessionsNb, setup: setupNb,
  site: siteNb,
  suggestions: suggestionsNb,
  tasks: tasksNb,
  unseen: unseenNb,
  attendance: attendanceNb,
  'course-evaluation': courseEvaluationNb,
  year: yearNb,
  waiting: waitingNb,
  work: workNb,
} as const

/** Bokmål says which keys there are. */
export type Keys = typeof nb

const nn: Catalogue = {
  about: aboutNn,
  anchoring: anchoringNn,
  clusters: clustersNn,
  appeal: appealNn,
  archive: archiveNn,
  common: commonNn,
  closing: closingNn,
  comparison: comparisonNn,
  capacity: capacityNn,
  competence: competenceNn,
  'half-year': halfYearNn,
  courses: coursesNn,
  decision: decisionNn,
  discussions: discussionsNn,
  evaluation: evaluationNn,
  flow: flowNn,
  forum: forumNn,
  impartiality: impartialityNn,
  forms: formsNn,
  guard: guardNn,
  guidance: guidanceNn,
  handover: handoverNn,
  identity: identityNn,
  instruments: instrumentsNn,
  library: libraryNn,
  measures: measuresNn,
  members: membersNn,
  messaging: messagingNn,
  money: moneyNn,
  needs: needsNn,
  networks: networksNn,
  'network-schools': networkSchoolsNn,
  pair: pairNn,
  participants: participantsNn,
  partnership: partnershipNn,
  map: mapNn,
  mine: mineNn,
  picture: pictureNn,
  offers: offersNn,
  plans: plansNn,
  passed: passedNn,
  asked: askedNn,
  support: supportNn,
  portfolio: portfolioNn,
  programmes: programmesNn,
  promised: promisedNn,
  choose: chooseNn,
  presence: presenceNn,
  quality: qualityNn,
  register: registerNn,
  reports: reportsNn,
  resource: resourceNn,
  results: resultsNn,
  review: reviewNn,
  practice: practiceNn,
  reach: reachNn,
  rounds: roundsNn,
  scheme: schemeNn,
  schemes: schemesNn,
  schools: schoolsNn,
  scores: scoresNn,
  sessions: sessionsNn, setup: setupNn,
  site: siteNn,
  suggestions: suggestionsNn,
  tasks: tasksNn,
  unseen: unseenNn,
  attendance: attendanceNn,
  'course-evaluation': courseEvaluationNn,
  year: yearNn,
  waiting: waitingNn,
  work: workNn,
}
const en: Catalogue = {
  about: aboutEn,
  anchoring: anchoringEn,
  clusters: clustersEn,
  appeal: appealEn,
  archive: archiveEn,
  common: commonEn,
  closing: closingEn,
  comparison: comparisonEn,
  capacity: capacityEn,
  competence: competenceEn,
  'half-year': halfYearEn,
  courses: coursesEn,
  decision: decisionEn,
  discussions: discussionsEn,
  evaluation: evaluationEn,
  flow: flowEn,
  forum: forumEn,
  impartiality: impartialityEn,
  forms: formsEn,
  guard: guardEn,
  guidance: guidanceEn,
  handover: handoverEn,
  identity: identityEn,
  instruments: instrumentsEn,
  library: libraryEn,
  measures: measuresEn,
  members: membersEn,
  messaging: messagingEn,
  money: moneyEn,
  needs: needsEn,
  networks: networksEn,
  'network-schools': networkSchoolsEn,
  pair: pairEn,
  participants: participantsEn,
  partnership: partnershipEn,
  map: mapEn,
  mine: mineEn,
  picture: pictureEn,
  offers: offersEn,
  plans: plansEn,
  passed: passedEn,
  asked: askedEn,
  support: supportEn,
  portfolio: portfolioEn,
  programmes: programmesEn,
  promised: promisedEn,
  choose: chooseEn,
  presence: presenceEn,
  quality: qualityEn,
  register: registerEn,
  reports: reportsEn,
  resource: resourceEn,
  results: resultsEn,
  review: reviewEn,
  practice: practiceEn,
  reach: reachEn,
  rounds: roundsEn,
  scheme: schemeEn,
  schemes: schemesEn,
  schools: schoolsEn,
  scores: scoresEn,
  sessions: sessionsEn, setup: setupEn,
  site: siteEn,
  suggestions: suggestionsEn,
  tasks: tasksEn,
  unseen: unseenEn,
  attendance: attendanceEn,
  'course-evaluation': courseEvaluationEn,
  year: yearEn,
  waiting: waitingEn,
  work: workEn,
}

type Catalogue = { readonly [Area in keyof Keys]: Translation<Keys[Area]> }

/** All texts, by language and area. A new area is one file in each language and one line in each of the three lists above. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { nb, nn, en }
