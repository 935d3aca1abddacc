/** Whether this is `npm run soak`, which does for an hour what the suite does for a moment. */
export const soaking = process.env['GEKKAN_SOAK'] === '1'
