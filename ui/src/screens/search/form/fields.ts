import type { FormFields } from '../../../api';

/** The form that asks for nothing: every trace. */
export const NO_FIELDS: FormFields = {
  service: '',
  operation: '',
  tags: '',
  minDuration: '',
  maxDuration: '',
  minTraceDuration: '',
  maxTraceDuration: '',
};
