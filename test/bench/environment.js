const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...environment } = process.env

/** The environment of what is timed, without what one machine makes every Node do at its start. */
export { environment }
