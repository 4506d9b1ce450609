// In a file of its own: a worker compares this number and needs nothing else of the deploy.

/** Raised when workers of an older version must not run on the database any more (and the other way round). */
export const BREAKING_NUMBER = 1;
