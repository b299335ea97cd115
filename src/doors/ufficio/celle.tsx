import type { VNode } from 'preact';
import { COLONNE_DOVUTI, type RigaGuardata } from '#modules/flussi';
import { flussi } from '#testi/it/flussi';
import { ufficioAnteprima } from '#testi/it/ufficio-anteprima';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Dettagli } from '#ui/dettagli';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';

const testi = ufficioAnteprima.riga;
/** A value longer than this is read better on the whole width. */
const MEDIO_CARATTERI = 40;

/** What a column of the file is called. */
export function etichettaDi(campo: string, versione: RigaGuardata['versione']): string {
  const colonna = COLONNE_DOVUTI[versione].find(({ nome }) => nome === campo);
  return flussi.campi[colonna?.etichetta ?? ''] ?? campo;
}

type PropCelle = { riga: RigaGuardata; errori: Errori; inFuoco: boolean };

/** The cells of a row: the wrong ones first, each with why, and the first of them where the page begins. */
export function Celle({ riga, errori, inFuoco }: PropCelle): VNode {
  const colonne = COLONNE_DOVUTI[riga.versione];
  const errate = colonne.filter(({ nome }) => nome in errori);
  const altre = colonne.filter(({ nome }) => !(nome in errori));
  const cella = (nome: string, prima: boolean): VNode => (
    <Campo
      key={nome}
      nome={nome}
      etichetta={etichettaDi(nome, riga.versione)}
      aiuto={riga.celle[nome] === riga.originali[nome] ? undefined : testi.nelFile(riga.originali[nome] ?? '')}
      errore={errori[nome]}
      valore={riga.celle[nome] ?? ''}
      larghezza={(riga.celle[nome] ?? '').length > MEDIO_CARATTERI ? 'piena' : 'media'}
      facoltativo={colonne.find((colonna) => colonna.nome === nome)?.obbligo !== 'sempre'}
      inFuoco={prima && inFuoco}
    />
  );
  return (
    <Modulo>
      <input type="hidden" name="vista" value={riga.vista} />
      <p>{testi.testo}</p>
      {errate.map(({ nome }, n) => cella(nome, n === 0))}
      <Dettagli titolo={testi.intero}>{altre.map(({ nome }) => cella(nome, false))}</Dettagli>
      <Azioni>
        <Bottone>{testi.salva}</Bottone>
      </Azioni>
    </Modulo>
  );
}
