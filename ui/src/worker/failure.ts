import { ApiError } from '../api/call';
import { FileError } from '../source/file/FileError';
import { ColumnsError } from '../trace/ColumnFile';

/** An error as it goes from thread to thread, which keep no classes of their own. */
export type Failure =
  | {
      readonly kind: 'api';
      readonly status: number;
      readonly message: string;
      readonly advice: string;
      readonly place: ApiError['place'];
    }
  | { readonly kind: 'columns' | 'file'; readonly message: string }
  | { readonly kind: 'other'; readonly name: string; readonly message: string };

/** What has to be said of an error on the other side. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiError) {
    const { status, message, advice, place } = error;
    return { kind: 'api', status, message, advice, place };
  }
  if (error instanceof ColumnsError) {
    return { kind: 'columns', message: error.message };
  }
  if (error instanceof FileError) {
    return { kind: 'file', message: error.message };
  }
  return error instanceof Error
    ? { kind: 'other', name: error.name, message: error.message }
    : { kind: 'other', name: 'Error', message: String(error) };
}

/** The error that was thrown on the other side. */
export function errorOf(failure: Failure): Error {
  switch (failure.kind) {
    case 'api':
      return new ApiError(failure.status, failure.message, failure.advice, failure.place);
    case 'columns':
      return new ColumnsError(failure.message);
    case 'file':
      return new FileError(failure.message);
    case 'other':
      return Object.assign(new Error(failure.message), { name: failure.name });
  }
}
