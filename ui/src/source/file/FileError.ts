/** A file that cannot be read as traces, or not further; the message says where and why. */
export class FileError extends Error {
  override readonly name = 'FileError';
}
