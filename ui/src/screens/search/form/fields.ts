/** What the form asks for, as typed; an empty field asks for nothing. */
export interface FormFields {
  readonly service: string;
  readonly operation: string;
  /** Logfmt: `key=value key="two words"`, all of which must hold. */
  readonly tags: string;
  readonly minDuration: string;
  readonly maxDuration: string;
}

export const NO_FIELDS: FormFields = {
  service: '',
  operation: '',
  tags: '',
  minDuration: '',
  maxDuration: '',
};

export function isEmpty(fields: FormFields): boolean {
  return Object.values(fields).every((value) => value === '');
}
