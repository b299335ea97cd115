import type { VNode } from 'preact';
import { fineGiorno, parseGiorno } from '#kernel/giorno';
import { giudicaMisura, type MisuraLink } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Campo } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import { giornoIso } from './prenota.tsx';

const testi = ufficioLink.crea;

type Campi = Readonly<Record<string, string>>;
export type MisuraLetta = { misura: MisuraLink & { titolo: string | null }; errori: Errori };

/** Until when and how often, and under which title: as it was typed, judged field by field. */
export function leggiMisura({ now, oggi }: Ctx, { titolo = '', finoAl = '', usi = '' }: Campi): MisuraLetta {
  const giorno = finoAl.trim() === '' ? null : parseGiorno(giornoIso(finoAl));
  const quanti = usi.trim() === '' ? null : Number(usi.trim().replaceAll('.', ''));
  const misura = {
    titolo: titolo.trim() === '' ? null : titolo.trim(),
    // Through that day: whoever reads when it ends reads that one.
    scadeIl: giorno === null ? null : new Date(fineGiorno(giorno).getTime() - 1),
    usiMax: quanti,
  };
  const solo = (uno: Partial<typeof misura>) =>
    giudicaMisura({ titolo: null, scadeIl: null, usiMax: null, ...uno }, now).ok;
  return {
    misura,
    errori: {
      ...(!solo({ titolo: misura.titolo }) && { titolo: testi.titoloLungo }),
      ...(finoAl.trim() !== '' && giorno === null && { finoAl: ufficioDovuto.dataNonValida }),
      ...(giorno !== null && giorno < oggi && { finoAl: testi.dataPassata }),
      ...(!solo({ usiMax: misura.usiMax }) && { usi: testi.usiNonValidi }),
    },
  };
}

type Prop = { valori: Campi; errori: Errori; senzaTitolo?: boolean };

/** The fields of it. */
export function CampiMisura({ valori, errori, senzaTitolo = false }: Prop): VNode {
  return (
    <>
      {!senzaTitolo && (
        <Campo
          nome="titolo"
          etichetta={testi.titoloLink}
          aiuto={testi.titoloAiuto}
          valore={valori['titolo']}
          errore={errori['titolo']}
          caratteriMax={140}
          facoltativo
        />
      )}
      <div class="affiancati">
        <Campo
          nome="finoAl"
          etichetta={testi.finoAl}
          aiuto={testi.finoAlAiuto}
          tipo="date"
          larghezza="breve"
          valore={valori['finoAl']}
          errore={errori['finoAl']}
          facoltativo
        />
        <Campo
          nome="usi"
          etichetta={testi.usi}
          aiuto={testi.usiAiuto}
          cifre
          larghezza="breve"
          valore={valori['usi']}
          errore={errori['usi']}
          facoltativo
        />
      </div>
    </>
  );
}
