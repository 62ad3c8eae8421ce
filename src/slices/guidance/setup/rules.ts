/** How far a municipality has come. Each fact is looked up anew: a step is done when it is true, whoever did it and wherever. */
export type Standing = {
  readonly kindergartens: number
  readonly hasTeam: boolean
  readonly hasFlow: boolean
  readonly leader: 'led' | 'invited' | 'nobody'
}

export const setupSteps = ['kindergartens', 'team', 'flow', 'leader'] as const
export type SetupStep = (typeof setupSteps)[number]
export type StepState = 'done' | 'waiting' | 'not-started' | 'cannot-start'

/** Kindergartens and team can be taken in any order; what belongs to the team waits for it. */
export function stateOf(step: SetupStep, standing: Standing): StepState {
  switch (step) {
    case 'kindergartens':
      return standing.kindergartens > 0 ? 'done' : 'not-started'
    case 'team':
      return standing.hasTeam ? 'done' : 'not-started'
    case 'flow':
      return standing.hasFlow ? 'done' : standing.hasTeam ? 'not-started' : 'cannot-start'
    case 'leader':
      return standing.leader === 'led' ? 'done' : standing.leader === 'invited' ? 'waiting' : standing.hasTeam ? 'not-started' : 'cannot-start'
  }
}

export const doneSteps = (standing: Standing): number => setupSteps.filter((step) => stateOf(step, standing) === 'done').length

/** A head who has been invited can send a request now. Whether anybody is there to answer it, is another matter. */
const canSend = (standing: Standing): boolean => standing.kindergartens > 0 && standing.hasTeam && standing.hasFlow

/** Kindergartens can be told to ask for guidance. An invited leader is not enough: nobody in the team can answer before the invitation is taken. */
export const canReceive = (standing: Standing): boolean => canSend(standing) && standing.leader === 'led'

/** A request can come, and lies there until somebody in the team can answer. */
export const isUnmanned = (standing: Standing): boolean => canSend(standing) && standing.leader !== 'led'
