/** Without it, Excel takes a file for one of its own country's letters: it stands first in every CSV file, and in no other output. */
export const byteOrderMark = '\ufeff'
