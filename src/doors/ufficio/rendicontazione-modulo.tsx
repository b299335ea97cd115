import type { VNode } from 'preact';
import type { Readable } from 'node:stream';
import { rifiuto, type Esito, type Rifiuto } from '#kernel/esito';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from './aspetto.tsx';
import { VAI } from './indirizzi.ts';
import type { Lavoro } from './lavoro.ts';
import { puoCaricare } from './rendicontazione.tsx';

type Sessione = Parameters<typeof puoCaricare>[0];

/** Takes in a file of the section; of who may not, it is not even read. */
export async function seCarica<R>(
  sessione: Sessione,
  flusso: Readable,
  carica: () => Promise<Esito<R, Rifiuto>>,
): Promise<Esito<R, Rifiuto>> {
  if (puoCaricare(sessione)) return carica();
  flusso.resume();
  return rifiuto('RENDICONTAZIONE_VIETATA', 'vietato');
}

type Proprieta = {
  l: Lavoro;
  testi: { titolo: string; file: string; invia: string };
  percorso: readonly { testo: string; a: string }[];
  aiuto: string;
  accetta: string;
  errore: string | undefined;
};

/** The page that sends one file to the section. */
export function ModuloArchivio({ l, testi, percorso, aiuto, accetta, errore }: Proprieta): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.rendicontazioni}
      percorso={[...percorso]}
      conErrori={errore !== undefined}
    >
      <RiepilogoErrori errori={errore === undefined ? {} : { archivio: errore }} />
      <Modulo conFile>
        <CampoFile nome="archivio" etichetta={testi.file} aiuto={aiuto} errore={errore} accetta={accetta} />
        <Azioni>
          <Bottone icona="it-upload">{testi.invia}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
