const videoWords = /\b(zoom|video|webex|skype|jitsi|teams|meet\.google|google meet|whereby)\b/i
const callWords =
  /\b(call|phone|rang|tel|tlf|anruf|telefonat|telefon|appel|llamada|telefonata|chiamata|telefoongesprek|puhelu|hovor)\b/i

/** All words may tell a video call, the title a phone call; else it is a visit. */
export const channelOf = (all: string, title: string): string =>
  videoWords.test(all) ? 'video' : callWords.test(title) ? 'call' : 'visit'
