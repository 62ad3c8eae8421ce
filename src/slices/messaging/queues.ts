/** The queue that delivers notices by e-mail. */
export const deliveryQueue = 'messaging.delivery'
/** The regular look for notices that were left lying. */
export const sweepQueue = 'messaging.sweep'

/** Deletes every night what has had its time. */
export const retentionQueue = 'messaging.retention'

export const queues = [deliveryQueue, sweepQueue, retentionQueue]
