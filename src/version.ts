declare const CL_VERSION: string

/** The version of this program, put in by the build. */
export const version = CL_VERSION
