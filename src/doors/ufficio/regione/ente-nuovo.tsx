import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { cercaInIpa, creaEnte, type VoceIpa } from '#modules/enti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoFile, CampoTesto } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { frase, intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { CampiEnte, gemello, VUOTI, type Scritti } from './ente-nuovo-campi.tsx';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';

const testi = ufficioRegione.nuovo;
const MEGABYTE = 1024 * 1024;
/** What the file of the index gave, on its way from the upload to the page: it is sent as a text of its own. */
const LETTA = 'letta:';

/** A new ente: from the public index of the administrations (a row of it, or its file), or by hand. No call leaves from here. */
export const regioneNuovoEnte: PaginaUfficio = {
  percorso: '/regione/enti/nuovo',
  chi: 'intermediario',
  carica: {
    bytesMax: LIMITI.ipaBytesMax,
    ricevi: async (_u, { modulo }, { flusso }) => {
      const esito = await cercaInIpa(flusso, modulo['cercato'] ?? '');
      return esito.ok ? { ok: true, value: LETTA + JSON.stringify(esito.value) } : esito;
    },
  },
  get: inRegione(async (l, { query }) => pagina(vista(l, { scritti: await gemello(l, query['da'] ?? '') }))),
  post: inRegione((l, r) => (r.modulo['azione'] === 'crea' ? crea(l, r) : leggi(l, r))),
};

async function leggi(l: Regione, { modulo, file }: RichiestaUfficio): Promise<Risposta> {
  const { righe = '', cercato = '' } = modulo;
  const caricato = file['indice'];
  const dalFile = caricato?.ok === true ? JSON.parse(caricato.value.riferimento.slice(LETTA.length)) : null;
  const esito = caricato === undefined ? await cercaInIpa(righe, cercato) : caricato;
  const campo = caricato === undefined ? 'righe' : 'indice';
  if (!esito.ok)
    return rifiutata(vista(l, { righe, cercato, errori: { [campo]: frase(esito.refusal) } }), esito.refusal);
  const voce = (dalFile ?? esito.value) as VoceIpa;
  return pagina(vista(l, { scritti: { ...VUOTI, ...voce }, letta: true }));
}

async function crea(l: Regione, { modulo }: RichiestaUfficio): Promise<Risposta> {
  const scritti = Object.fromEntries(
    Object.keys(VUOTI).map((campo) => [campo, (modulo[campo] ?? '').trim()]),
  ) as Scritti;
  const { ambiente, codiceFiscale, codIpa, denominazione, tipo } = scritti;
  if (ambiente !== 'live' && ambiente !== 'prova')
    return rifiutata(vista(l, { scritti, errori: { ambiente: testi.mancaAmbiente } }));
  const [indirizzo, pec, email, sito, cbill] = (['indirizzo', 'pec', 'email', 'sito', 'cbill'] as const).map(
    (campo) => scritti[campo] || null,
  ) as [string | null, string | null, string | null, string | null, string | null];
  const recapiti = { settore: null, info: null, indirizzo, email, telefono: null, pec, sito, cbill };
  const esito = await creaEnte(l.ctx, { ambiente, codiceFiscale, codIpa, denominazione, tipo, ...recapiti });
  if (esito.ok) return vai(con(IN_REGIONE.ente(esito.value), { fatto: 'creato' }));
  const { codice, parametri } = esito.refusal;
  const campo = DI[codice] ?? String(parametri?.['campo'] ?? 'denominazione');
  return rifiutata(vista(l, { scritti, errori: { [campo]: frase(esito.refusal) } }), esito.refusal);
}

/** The field that a refusal is about. */
const DI: Readonly<Record<string, string>> = {
  CODICE_FISCALE_ENTE_NON_VALIDO: 'codiceFiscale',
  ENTE_GIA_REGISTRATO: 'codiceFiscale',
  CODICE_IPA_NON_VALIDO: 'codIpa',
  CODICE_IPA_OCCUPATO: 'codIpa',
  TIPO_ENTE_NON_VALIDO: 'tipo',
  CBILL_NON_VALIDO: 'cbill',
};

type Come = { scritti?: Scritti; letta?: boolean; righe?: string; cercato?: string; errori?: Errori };

function vista(l: Regione, { scritti = VUOTI, letta = false, righe = '', cercato = '', errori = {} }: Come): VNode {
  const sopra = [{ testo: ufficioRegione.enti.titolo, a: IN_REGIONE.enti }];
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopra} errori={errori}>
      {letta ? (
        <Messaggio tipo="informazione" esito>
          <p>{testi.letta}</p>
        </Messaggio>
      ) : (
        <>
          <h2>{testi.daIpa}</h2>
          <p>{testi.daIpaTesto}</p>
          <Modulo conFile>
            <Campo
              nome="cercato"
              etichetta={testi.cercato}
              aiuto={testi.cercatoAiuto}
              valore={cercato}
              larghezza="media"
              facoltativo
            />
            <CampoFile
              nome="indice"
              etichetta={testi.indice}
              aiuto={testi.indiceAiuto(intero(LIMITI.ipaBytesMax / MEGABYTE))}
              errore={errori['indice']}
              accetta=".csv,.txt,.tsv"
              facoltativo
            />
            <CampoTesto
              nome="righe"
              etichetta={testi.righe}
              aiuto={testi.righeAiuto}
              valore={righe}
              errore={errori['righe']}
              codice
              facoltativo
            />
            <Azioni>
              <Bottone aspetto="secondario" nome="azione" valore="leggi">
                {testi.leggi}
              </Bottone>
            </Azioni>
          </Modulo>
        </>
      )}
      <h2>{testi.dati}</h2>
      <Modulo>
        <CampiEnte scritti={scritti} errori={errori} />
        <Azioni>
          <Bottone nome="azione" valore="crea">
            {testi.crea}
          </Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
