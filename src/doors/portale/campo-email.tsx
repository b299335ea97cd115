import type { VNode } from 'preact';
import { Campo } from '#ui/campo';

type Prop = {
  /** The pages give their own reason for asking. */
  parole: { email: string; emailAiuto: string };
  valore: string | undefined;
  errore: string | undefined;
};

/** Where the link and the code of a proof are sent. */
export function CampoEmail({ parole, valore, errore }: Prop): VNode {
  return (
    <Campo
      nome="email"
      tipo="email"
      etichetta={parole.email}
      aiuto={parole.emailAiuto}
      valore={valore}
      errore={errore}
      autocomplete="email"
      larghezza="media"
    />
  );
}
