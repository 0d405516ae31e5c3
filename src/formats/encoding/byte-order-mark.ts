/** Excel reads a file without the mark in an encoding of its own country: it begins every CSV file, and no other output. */
export const byteOrderMark = '\ufeff'
