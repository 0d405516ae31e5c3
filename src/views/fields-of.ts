/** A thing with these fields alone, in this order: for JSON, whose keys scripts rely on. */
export const fieldsOf = <T extends object, Field extends keyof T>(thing: T, ...fields: Field[]): Pick<T, Field> =>
  Object.fromEntries(fields.map((field) => [field, thing[field]])) as Pick<T, Field>
