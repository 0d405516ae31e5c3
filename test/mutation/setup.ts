import { configureGlobal } from 'fast-check'

// A property that fails has noticed the mutant: the smallest example is of no use.
configureGlobal({ endOnFailure: true })
