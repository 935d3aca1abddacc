/** How the four languages begin an address. */
export const languagePrefixes = ['', '/en', '/zh-hans', '/ko'] as const
