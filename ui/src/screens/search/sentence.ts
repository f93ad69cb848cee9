/** A message of the server, which begin in lower case and end without a full stop, as people read sentences. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? '' : '.');
}
