/** Words of share images, embedding and print. */
export const share = { en: {}, uk: {} } as const
