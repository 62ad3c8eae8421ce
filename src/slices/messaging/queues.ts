/** The queue that delivers notices by e-mail. */
export const deliveryQueue = 'messaging.delivery'
/** The regular look for notices that were left lying. */
export const sweepQueue = 'messaging.sweep'

export const queues = [deliveryQueue, sweepQueue]
