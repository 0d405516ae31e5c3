const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...environment } = process.env

/** The environment of a timed program, without the variables that make every Node of one machine do more at its start. */
export { environment }
