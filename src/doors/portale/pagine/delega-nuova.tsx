import { buffer } from 'node:stream/consumers';
import type { VNode } from 'preact';
import { isUuid, type EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Rifiuto } from '#kernel/esito';
import { cercaEnti } from '#modules/enti';
import { chiediDelega, GENERI_DELEGA } from '#modules/posizioni';
import { consumaAllegato } from '#modules/utenti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { tipiFile } from '#ui/allegato';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoFile, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { sopraArea } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale, Portale } from '../visita.ts';

const ACCETTA = ['application/pdf', 'image/jpeg', 'image/png'];
const DOCUMENTO = 'documento';

type Valori = Readonly<Record<string, string>>;

/**
 * Asks an ente to act there for another person. The file comes last in the form, and with it the request is made whole: nothing of a
 * person is kept of one that is not sent.
 */
export const delegaNuova: PaginaPortale = {
  percorso: '/deleghe/nuova',
  chi: 'cittadino',
  get: async (u) => pagina(<Vista u={u} enti={await entiDi(u)} valori={{}} errori={{}} />),
  carica: {
    bytesMax: LIMITI.allegatoBytesMax,
    ricevi: async ({ ctx }, { sessione, modulo, indirizzo }, { campo, nome, flusso }) => {
      const ammesso = await consumaAllegato(ctx, indirizzo);
      if (!ammesso.ok) return ammesso;
      const byte = await buffer(flusso);
      const delegato = sessione?.cittadino ?? null;
      if (delegato === null || campo !== DOCUMENTO) throw new Error('delega: a file of nobody');
      const enteId = (modulo['ente'] ?? '') as EnteId;
      const digitata = { genere: modulo['genere'] ?? '', codice: modulo['codice'] ?? '', nome: modulo['nome'] ?? '' };
      if (!isUuid<EnteId>(enteId))
        return { ok: false, refusal: { codice: 'DELEGA_ENTE_NON_VALIDO', genere: 'non_trovato' } };
      return chiediDelega(ctx, { ...digitata, enteId, delegato, file: { nome, byte } });
    },
  },
  post: async (u, r) => {
    const arrivato = r.file[DOCUMENTO];
    if (arrivato?.ok === true) return vai(`${VAI.deleghe}?fatto=chiesta`);
    const errori = arrivato === undefined ? senzaFile(u, r.modulo) : erroriDi(u, arrivato.refusal);
    return rifiutata(<Vista u={u} enti={await entiDi(u)} valori={r.modulo} errori={errori} />, arrivato?.refusal);
  },
};

async function entiDi({ ctx }: Portale): Promise<{ valore: string; testo: string }[]> {
  const { enti } = await cercaEnti(ctx, { quanti: LIMITI.entiTrovatiMax });
  return enti.map(({ enteId, denominazione }) => ({ valore: enteId, testo: denominazione }));
}

/** Without a document nothing is judged but that it is not there, and which ente. */
function senzaFile({ t }: Portale, modulo: Valori): Errori {
  const testi = t.deleghe.modulo;
  return { ...((modulo['ente'] ?? '') === '' && { ente: testi.mancaEnte }), [DOCUMENTO]: testi.manca };
}

const CAMPI: Readonly<Record<string, string>> = {
  DELEGA_CODICE_NON_VALIDO: 'codice',
  DELEGA_A_SE_STESSI: 'codice',
  DELEGA_GIA_CHIESTA: 'codice',
  DELEGHE_TROPPE: 'codice',
  DELEGA_NOME_MANCANTE: 'nome',
  DELEGA_GENERE_NON_VALIDO: 'genere',
  DELEGA_NON_MINORE: 'genere',
  DELEGA_ENTE_NON_VALIDO: 'ente',
};

/** What is wrong, by its field; the page itself stops the largest file, with a code of its own. */
function erroriDi({ t }: Portale, { codice, parametri = {} }: Rifiuto): Errori {
  const suo = codice === 'file_troppo_grande' ? 'ALLEGATO_TROPPO_GRANDE' : codice;
  const frasi: Readonly<Record<string, string | ((p: Readonly<Record<string, string | number>>) => string)>> = {
    ...t.deleghe.rifiuti,
    ...t.allegati.rifiuti,
    TROPPI_TENTATIVI: t.utenti.rifiuti.TROPPI_TENTATIVI,
  };
  const frase = frasi[suo];
  if (frase === undefined) throw new Error(`no sentence for the refusal ${suo}`);
  const testo = typeof frase === 'string' ? frase : frase({ ...parametri, quanto: '10 MB', tipi: tipiFile(ACCETTA) });
  return { [CAMPI[suo] ?? DOCUMENTO]: testo };
}

type Prop = { u: Portale; enti: readonly { valore: string; testo: string }[]; valori: Valori; errori: Errori };

function Vista({ u, enti, valori, errori }: Prop): VNode {
  const { modulo: testi, generi } = u.t.deleghe;
  const percorso = [...sopraArea(u.t), { testo: u.t.deleghe.titolo, a: VAI.deleghe }];
  return (
    <Foglio
      u={u}
      titolo={testi.titolo}
      sezione={VAI.posizioni}
      percorso={percorso}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Modulo a={VAI.nuovaDelega} conFile>
        <CampoScelta
          nome="genere"
          etichetta={testi.genere}
          errore={errori['genere']}
          scelte={[valori['genere'] ?? '']}
          alternative={GENERI_DELEGA.map((valore) => ({
            valore,
            testo: generi[valore],
            aiuto: testi.aiutoGenere[valore],
          }))}
        />
        <Campo
          nome="codice"
          etichetta={testi.codice}
          valore={valori['codice']}
          errore={errori['codice']}
          larghezza="media"
          caratteriMax={16}
        />
        <Campo nome="nome" etichetta={testi.nome} valore={valori['nome']} errore={errori['nome']} caratteriMax={140} />
        <CampoElenco
          nome="ente"
          etichetta={testi.ente}
          vuota={testi.scegliEnte}
          valore={valori['ente'] ?? ''}
          alternative={enti}
          {...(errori['ente'] !== undefined && { errore: errori['ente'] })}
        />
        <CampoFile
          nome={DOCUMENTO}
          etichetta={testi.documento}
          aiuto={testi.documentoAiuto}
          accetta={ACCETTA.join(',')}
          errore={errori[DOCUMENTO]}
        />
        <Azioni>
          <Bottone icona="it-upload">{testi.invia}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
