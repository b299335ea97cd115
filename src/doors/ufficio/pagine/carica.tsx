import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { TipoDovuto } from '#modules/enti';
import { riceviAltrui, riceviDovuti, VERSIONI_DOVUTI } from '#modules/flussi';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipoDiProva, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioFlussi.carica;
const MEGABYTE = 1024 * 1024;

/** Upload of a ZIP of dovuti. What can be judged of it at once is; the rest is told by its preview, and nothing is loaded before. */
export const carica: PaginaUfficio = {
  percorso: '/flussi/carica',
  chi: 'operatore',
  atto: { post: 'carica' },
  carica: {
    bytesMax: LIMITI.zipBytesMax,
    ricevi: async ({ ctx }, _r, { nome, flusso }) => {
      const arrivo = { nomeFile: nome, contenuto: flusso };
      const esito = isNostro(nome)
        ? await riceviDovuti(ctx, { ...arrivo, anteprima: true })
        : await riceviAltrui(ctx, arrivo);
      return esito.ok ? { ok: true, value: esito.value.flussoId } : esito;
    },
  },
  get: alLavoro(async (l) => pagina(modulo(l, await tipoDiProva(l)))),
  post: alLavoro(async (l, r) => {
    const archivio = r.file['archivio'];
    const tipo = await tipoDiProva(l);
    if (archivio === undefined) return rifiutata(modulo(l, tipo, testi.manca));
    return archivio.ok
      ? vai(VAI.flusso(archivio.value.riferimento))
      : rifiutata(modulo(l, tipo, fraseECodice(diFlusso(archivio.refusal))));
  }),
};

/** A CSV, or a spreadsheet that is not called as ours are, is of somebody else: its columns are to be said. */
function isNostro(nome: string): boolean {
  return !/\.(csv|txt|xlsx)$/i.test(nome) || /^[^-]+-[^-]+-\d_\d\.xlsx$/i.test(nome);
}

/** The page stops reading at the same size at which the act would refuse the file: the words are those of the act. */
function diFlusso(refusal: Rifiuto): Rifiuto {
  if (refusal.codice !== 'file_troppo_grande') return refusal;
  return { ...refusal, codice: 'IMPORT_FILE_TROPPO_GRANDE', parametri: { megabyte: LIMITI.zipBytesMax / MEGABYTE } };
}

/** The code stands beside the sentence: it is what vendors' manuals and the help desk know. */
function fraseECodice(refusal: Rifiuto): string {
  return `${frase(refusal)} ${testi.codice(refusal.codice)}`;
}

function modulo(l: Lavoro, tipo: TipoDovuto | null, errore?: string): VNode {
  const megabyte = intero(LIMITI.zipBytesMax / MEGABYTE);
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.flussi}
      percorso={[{ testo: ufficioFlussi.flussi.titolo, a: VAI.flussi }]}
      conErrori={errore !== undefined}
    >
      {guardaSoltanto(l, 'carica') ? (
        <Messaggio tipo="informazione">
          <p>{ufficio.soloLettura}</p>
        </Messaggio>
      ) : (
        <>
          <RiepilogoErrori errori={errore === undefined ? {} : { archivio: errore }} />
          <Modulo conFile>
            <CampoFile
              nome="archivio"
              etichetta={testi.archivio}
              aiuto={testi.aiuto(testi.esempio(l.ente.codIpa), megabyte)}
              errore={errore}
              accetta=".zip,.xlsx,.csv,.txt"
            />
            <Dettagli titolo={testi.nome}>
              <p>{testi.esempioTesto}</p>
              <Dati dati={VERSIONI_DOVUTI.map((nome) => ({ nome, valore: testi.versioni[nome] }))} />
            </Dettagli>
            <Azioni>
              <Bottone icona="it-upload">{testi.invia}</Bottone>
            </Azioni>
          </Modulo>
          {tipo !== null && <Esempio tipo={tipo} />}
        </>
      )}
    </Foglio>
  );
}

/** Whoever tries has no file yet. */
function Esempio({ tipo }: { tipo: TipoDovuto }): VNode {
  return (
    <>
      <h2>{testi.prova}</h2>
      <p>{testi.provaTesto(tipo.denominazione)}</p>
      <ul>
        <li>
          <Collegamento a={con(VAI.esempio, { versione: '2_0', forma: 'xlsx' })} icona="it-download" scarica>
            {testi.scaricaFoglio}
          </Collegamento>
        </li>
        {VERSIONI_DOVUTI.toReversed().map((versione) => (
          <li key={versione}>
            <Collegamento a={con(VAI.esempio, { versione })} icona="it-download" scarica>
              {testi.scaricaProva(versione)}
            </Collegamento>
          </li>
        ))}
      </ul>
    </>
  );
}
