import type { VNode } from 'preact';
import { isoRoma } from '#kernel/giorno';
import { ufficio } from '#testi/it/ufficio';

const testi = ufficio.dovuti;

/** Until when searches by words have seen everything (a follower keeps what they answer from); nothing where nothing was looked for. */
export function AggiornataAl({ al }: { al: Date | null | undefined }): VNode | null {
  if (al === undefined) return null;
  return <p class="nota">{al === null ? testi.nonAggiornata : testi.aggiornata(isoRoma(al).slice(11, 19))}</p>;
}
