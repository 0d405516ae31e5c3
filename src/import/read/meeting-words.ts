const videoWords = /\b(zoom|video|webex|skype|jitsi|teams|meet\.google|google meet|whereby)\b/i
const callWords =
  /\b(call|phone|rang|tel|tlf|anruf|telefonat|telefon|appel|llamada|telefonata|chiamata|telefoongesprek|puhelu|hovor)\b/i

/** The channel of a meeting: by all of its words a video call, by its title a phone call, else a visit. */
export const channelOf = (all: string, title: string): string =>
  videoWords.test(all) ? 'video' : callWords.test(title) ? 'call' : 'visit'
