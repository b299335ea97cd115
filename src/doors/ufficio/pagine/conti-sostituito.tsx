import type { VNode } from 'preact';
import { formatIban } from '#kernel/iban';
import { terminaSostituito, valutaSostituito, type ContoIntero, type TermineSostituito } from '#modules/enti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import type { ImpattoMisurato } from '#platform/impatto';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { contoDi, impattoSostituito, leggiGiorno, percorsoConto } from '../conti.tsx';
import { frase } from '../frase.ts';
import { Impatto, isCambiato, Letto, VociImpatto } from '../impatto-conto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';

const testi = ufficioConti.sostituito;

/** The end of a replaced postal IBAN: which notices were printed with it, then the confirmation, which looks again. */
export const chiudiSostituito: PaginaUfficio = {
  percorso: '/configurazione/conti/:id/sostituito/:dal',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const trovato = await trova(l, r);
    return trovato === null ? errore('nonTrovata') : pagina(conferma(l, trovato));
  }),
  post: alLavoro(async (l, r) => {
    const trovato = await trova(l, r);
    if (trovato === null) return errore('nonTrovata');
    const { conto, termine, misurato } = trovato;
    const { letto = '' } = r.modulo;
    if (isCambiato(misurato, letto)) return pagina(conferma(l, { ...trovato, cambiato: true }));
    const ultimo = termine.chiusi[0]?.validoDal ?? termine.dal;
    const esito = await terminaSostituito(l.ctx, { contoId: conto.contoId, validoDal: ultimo });
    if (esito.ok) return vai(con(VAI.conto(conto.contoId), { fatto: 'sostituito' }));
    return rifiutata(conferma(l, { ...trovato, perche: frase(esito.refusal) }), esito.refusal);
  }),
};

type Trovato = {
  conto: ContoIntero;
  termine: TermineSostituito;
  misurato: ImpattoMisurato;
  cambiato?: boolean;
  perche?: string;
};

/** Null where there is no such account, or no such IBAN of it that can end. */
async function trova(l: Lavoro, r: RichiestaUfficio): Promise<Trovato | null> {
  const conto = await contoDi(l, r);
  const validoDal = leggiGiorno(r.parametri['dal'] ?? '');
  if (conto === null || validoDal === null) return null;
  const { contoId } = conto;
  const valutato = await valutaSostituito(l.ctx, { contoId, validoDal });
  if (!valutato.ok) return null;
  return { conto, termine: valutato.value, misurato: await impattoSostituito(l, contoId, valutato.value) };
}

function conferma(l: Lavoro, { conto, termine, misurato, cambiato = false, perche }: Trovato): VNode {
  const conErrori = perche !== undefined;
  const chiusi = termine.chiusi.map(({ iban }) => formatIban(iban)).join(', ');
  const stampati = ufficioConti.impatto.spiegaSostituito;
  return (
    <Foglio
      u={l}
      titolo={testi.titolo(conto.nome)}
      sezione={VAI.configurazione}
      percorso={percorsoConto(conto)}
      conErrori={conErrori}
    >
      <RiepilogoErrori errori={perche === undefined ? {} : { letto: perche }} />
      <p>{testi.introduzione(chiusi, formatIban(termine.vigente.iban))}</p>
      <Impatto {...{ misurato, cambiato, stampati }} niente={testi.niente} />
      <Modulo>
        <Letto misurato={misurato} />
        <Azioni>
          <Bottone aspetto="pericolo">{testi.conferma}</Bottone>
          <Collegamento a={VAI.conto(conto.contoId)}>{ufficioConti.cambia.indietro}</Collegamento>
        </Azioni>
      </Modulo>
      <VociImpatto misurato={misurato} />
    </Foglio>
  );
}
