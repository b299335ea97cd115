import type { VNode } from 'preact';
import { rifiuto } from '#kernel/esito';
import { isUuid, type TipoDovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { elencoFogliLink, riceviFoglioLink, type FoglioLink } from '#modules/flussi';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile, CampoSpunta } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { Fatto } from '../fatto.tsx';
import { fraseFoglio, segueTipo } from '../fogli-link.ts';
import { FogliCaricati, Modello } from '../fogli-link-parti.tsx';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { CampiMisura, leggiMisura } from '../link-misura.tsx';
import { SOPRA_LINK, trovaModulo } from '../link.tsx';

const testi = ufficioLink.foglio;
const FOGLIO = 'foglio';
const FOGLI_MOSTRATI = 20;
const MEGABYTE = LIMITI.foglioLinkBytesMax / 1024 / 1024;

type Campi = Readonly<Record<string, string>>;

/** A spreadsheet of links to one form: its template, and where it is sent. The file comes last, and with it what is asked of it. */
export const linkFoglio: PaginaUfficio = {
  percorso: '/link/nuovo/:id/foglio',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri, query }) => {
    const scelto = await trovaModulo(l, parametri['id'] ?? '');
    if (scelto === null) return errore('nonTrovata');
    const fogli = await fogliDi(l, scelto);
    return pagina(vista(l, scelto, { valori: { fermo: 'si' }, errori: {}, fogli, fatto: query['fatto'] }));
  }),
  carica: {
    bytesMax: LIMITI.foglioLinkBytesMax,
    ricevi: async ({ ctx }, { sessione, modulo, parametri: { id = '' } }, { nome, flusso }) => {
      const { misura, errori } = leggiMisura(ctx, modulo);
      if (!isUuid<TipoDovutoId>(id) || !(await segueTipo(ctx, sessione, id)) || Object.keys(errori).length > 0) {
        flusso.resume();
        return rifiuto('LINK_MISURA_NON_VALIDA', 'non_valido');
      }
      const chiesto = { ...misura, tipoDovutoId: id, fermo: modulo['fermo'] === 'si', nomeFile: nome };
      return riceviFoglioLink(ctx, { ...chiesto, contenuto: flusso });
    },
  },
  post: alLavoro(async (l, { parametri, modulo, file }) => {
    const scelto = await trovaModulo(l, parametri['id'] ?? '');
    if (scelto === null) return errore('nonTrovata');
    const arrivato = file[FOGLIO];
    if (arrivato?.ok === true) return vai(VAI.foglioCaricato(arrivato.value.riferimento));
    const { errori } = leggiMisura(l.ctx, modulo);
    const suo = arrivato === undefined ? testi.manca : fraseFoglio(arrivato.refusal);
    const tutti = Object.keys(errori).length > 0 ? errori : { [FOGLIO]: suo };
    const fogli = await fogliDi(l, scelto);
    return rifiutata(vista(l, scelto, { valori: modulo, errori: tutti, fogli }), arrivato?.refusal);
  }),
};

type Scelto = NonNullable<Awaited<ReturnType<typeof trovaModulo>>>;
type Compilato = { valori: Campi; errori: Errori; fogli: readonly FoglioLink[]; fatto?: string | undefined };

function fogliDi({ ctx }: Lavoro, { tipoDovutoId }: Scelto): Promise<FoglioLink[]> {
  return ctx.tx((t) => elencoFogliLink(t, { tipoDovutoId, quanti: FOGLI_MOSTRATI }));
}

function vista(l: Lavoro, scelto: Scelto, { valori, errori, fogli, fatto }: Compilato): VNode {
  const percorso = [...SOPRA_LINK, { testo: ufficioLink.crea.titolo, a: VAI.nuovoLink }];
  const titolo = testi.titolo(scelto.denominazione);
  const conErrori = Object.keys(errori).length > 0;
  return (
    <Foglio u={l} titolo={titolo} sezione={VAI.link} percorso={percorso} conErrori={conErrori}>
      <Fatto frasi={testi.buttato} fatto={fatto} />
      <RiepilogoErrori errori={errori} />
      <p>{testi.introduzione(intero(LIMITI.foglioLinkRigheMax))}</p>
      <Modello l={l} scelto={scelto} />
      <h2>{testi.carica}</h2>
      {guardaSoltanto(l) ? (
        <Messaggio tipo="informazione">
          <p>{ufficio.soloLettura}</p>
        </Messaggio>
      ) : (
        <Modulo conFile>
          <CampiMisura valori={valori} errori={errori} senzaTitolo />
          <CampoSpunta nome="fermo" etichetta={testi.fermo} scelta={valori['fermo'] === 'si'} />
          <CampoFile
            nome={FOGLIO}
            etichetta={testi.file}
            aiuto={testi.fileAiuto(intero(MEGABYTE))}
            errore={errori[FOGLIO]}
            accetta=".csv,.txt,.xlsx"
          />
          <Azioni>
            <Bottone icona="it-upload">{testi.invia}</Bottone>
          </Azioni>
        </Modulo>
      )}
      <FogliCaricati fogli={fogli} />
    </Foglio>
  );
}
