import type { VNode } from 'preact';
import { isUuid, type EnteId } from '#kernel/ids';
import { leggiEnte, TIPI_ENTE, type VoceIpa } from '#modules/enti';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Campo, CampoElenco, CampoScelta } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import type { Regione } from './lavoro.ts';

const testi = ufficioRegione.nuovo;

/** What is typed of a new ente. */
export type Scritti = VoceIpa & { ambiente: string; cbill: string };
export const VUOTI: Scritti = {
  ...{ codIpa: '', denominazione: '', codiceFiscale: '', tipo: '', indirizzo: '', pec: '', email: '', sito: '' },
  ...{ ambiente: 'prova', cbill: '' },
};
const CAMPI = ['denominazione', 'codIpa', 'codiceFiscale', 'indirizzo', 'pec', 'email', 'sito', 'cbill'] as const;

/** The other ambiente of an ente that is there: the same data, to be looked at. */
export async function gemello(l: Regione, id: string): Promise<Scritti> {
  const ente = isUuid<EnteId>(id) ? await leggiEnte(l.ctx, id) : null;
  if (ente === null) return VUOTI;
  const { codIpa, denominazione, codiceFiscale, tipo, indirizzo, pec, email, sito, cbill } = ente;
  return {
    ...{
      codIpa,
      denominazione,
      codiceFiscale,
      tipo: tipo as VoceIpa['tipo'],
      ambiente: ente.ambiente === 'live' ? 'prova' : 'live',
    },
    ...{ indirizzo: indirizzo ?? '', pec: pec ?? '', email: email ?? '', sito: sito ?? '', cbill: cbill ?? '' },
  };
}

/** The fields of a new ente, as typed or as the index has them. */
export function CampiEnte({ scritti, errori }: { scritti: Scritti; errori: Errori }): VNode {
  const tipi = Object.keys(TIPI_ENTE) as (keyof typeof TIPI_ENTE)[];
  return (
    <>
      <CampoScelta
        nome="ambiente"
        etichetta={ufficioRegione.enti.colonne.ambiente}
        errore={errori['ambiente']}
        scelte={[scritti.ambiente]}
        alternative={(['prova', 'live'] as const).map((valore) => ({ valore, ...testi.ambienti[valore] }))}
      />
      {CAMPI.map((nome) => (
        <Campo
          key={nome}
          nome={nome}
          etichetta={testi.campi[nome]}
          {...(nome in testi.aiuti && { aiuto: testi.aiuti[nome as keyof typeof testi.aiuti] })}
          valore={scritti[nome]}
          errore={errori[nome]}
          facoltativo={!['denominazione', 'codIpa', 'codiceFiscale'].includes(nome)}
        />
      ))}
      <CampoElenco
        nome="tipo"
        etichetta={ufficioRegione.enti.colonne.tipo}
        vuota={testi.scegli}
        alternative={tipi.map((valore) => ({ valore, testo: ufficioEnte.tipi[valore] }))}
        valore={scritti.tipo}
        errore={errori['tipo']}
      />
    </>
  );
}
