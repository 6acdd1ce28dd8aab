/** Of more regions than these a page has no room to draw and to tell every figure: the charts are of some that the reader chooses. */
export const mostCompared = 40
