import type { Flusso } from '../store.ts';

/** What the files that a flusso gives back begin with: the name of its file without the extension. */
export function baseDi({ nomeFile, id }: Pick<Flusso, 'nomeFile' | 'id'>): string {
  return (nomeFile ?? id).replace(/\.(?:zip|xlsx|csv)$/i, '');
}
