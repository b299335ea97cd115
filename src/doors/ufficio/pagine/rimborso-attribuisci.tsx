import type { VNode } from 'preact';
import { isUuid, type DovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { attribuisciDenaro, type DenaroDaRimborsare } from '#modules/pagamenti';
import { leggiVersioni, type DovutoInElenco } from '#modules/posizioni';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta, CampoSpunta, CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import type { Errori } from '#ui/riepilogo-errori';
import { alternativaDi, APERTI_MAX, cercaAperti } from '../dovuti-aperti.ts';
import { FoglioRimborso } from '../foglio-rimborso.tsx';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { segueDi, trovaDenaro } from '../rimborsi.tsx';

type Campi = Readonly<Record<string, string>>;

/**
 * The money is given to a dovuto still asked for: it is looked for, chosen, and the reason is said. What is looked for may be a tax code,
 * so it is sent and never stands in the address; at first it is whoever paid.
 */
export const attribuisciRimborso: PaginaUfficio = {
  percorso: '/incassi/da-rimborsare/:id/attribuisci',
  chi: 'operatore',
  atto: { post: 'rimborsa' },
  get: alLavoro(async (l, { parametri }) => {
    const d = await l.ctx.tx((t) => trovaDenaro(t, l, parametri));
    if (d === null) return errore('nonTrovata');
    if (d.esito !== null) return vai(VAI.denaro(d.id));
    return pagina(await foglio(l, d, { errori: {}, valori: { cercato: (d.pagatore ?? d.debitore)?.codice ?? '' } }));
  }),
  post: alLavoro(async (l, { parametri, modulo }) => {
    const d = await l.ctx.tx((t) => trovaDenaro(t, l, parametri));
    if (d === null) return errore('nonTrovata');
    if (modulo['fare'] !== 'attribuisci') return pagina(await foglio(l, d, { errori: {}, valori: modulo }));
    const errori = await compi(l, d, modulo);
    return errori === null
      ? vai(con(VAI.denaro(d.id), { fatto: 'attribuisci' }))
      : rifiutata(await foglio(l, d, { errori, valori: modulo }));
  }),
};

/** Does it; null: done. The dovuto as it was in the page: if it is another by now, the act is refused. */
async function compi(l: Lavoro, d: DenaroDaRimborsare, campi: Campi): Promise<Errori | null> {
  const { dovuto = '', motivo = '', diverso = '' } = campi;
  if (!isUuid<DovutoId>(dovuto)) return { dovuto: testi.scegliDovuto };
  const segue = await l.ctx.tx((t) => segueDi(t, l));
  const versione = Number(campi[`versione-${dovuto}`]);
  const come = { dovutoId: dovuto, versione, ancheDiverso: diverso === 'si', motivo };
  const esito = await attribuisciDenaro(l.ctx, { ...segue, ...come, ricevutaId: d.id });
  if (esito.ok) return null;
  return { [CAMPO_DEL_RIFIUTO[esito.refusal.codice] ?? 'dovuto']: frase(esito.refusal) };
}

const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  TRATTAMENTO_MOTIVO_MANCANTE: 'motivo',
  PAGATO_IMPORTO_DIVERSO: 'diverso',
};

type Compilato = { errori: Errori; valori: Campi };

async function foglio(l: Lavoro, d: DenaroDaRimborsare, { errori, valori }: Compilato): Promise<VNode> {
  const trovati = await l.ctx.tx(async (t) => {
    const { tipiConsentiti } = await segueDi(t, l);
    const aperti = await cercaAperti(t, { testo: valori['cercato'] ?? '', tipiConsentiti });
    const ids = aperti.map(({ id }) => id);
    const versioni = await leggiVersioni(t, ids);
    return aperti.map((aperto) => ({ aperto, versione: versioni.get(aperto.id) ?? 0 }));
  });
  return (
    <FoglioRimborso u={l} denaro={d} detto={testi.atti.attribuisci} errori={errori}>
      <Campo nome="cercato" etichetta={testi.cerca} aiuto={testi.cercaAiuto} valore={valori['cercato']} />
      <Azioni>
        <Bottone aspetto="secondario" icona="it-search" nome="fare" valore="cerca">
          {testi.cercaBottone}
        </Bottone>
      </Azioni>
      <Scelta denaro={d} trovati={trovati} compilato={{ errori, valori }} />
    </FoglioRimborso>
  );
}

type Trovato = { aperto: DovutoInElenco; versione: number };
type PropScelta = { denaro: DenaroDaRimborsare; trovati: readonly Trovato[]; compilato: Compilato };

function Scelta({ denaro: d, trovati, compilato: { errori, valori } }: PropScelta): VNode | null {
  if (trovati.length === 0) return (valori['cercato'] ?? '') === '' ? null : <p>{testi.nessunDovuto}</p>;
  const scelto = valori['dovuto'];
  return (
    <>
      <CampoScelta
        nome="dovuto"
        etichetta={testi.dovuto}
        aiuto={trovati.length === APERTI_MAX ? testi.troppiDovuti(intero(APERTI_MAX)) : undefined}
        errore={errori['dovuto']}
        alternative={trovati.map(({ aperto }) => alternativaDi(aperto))}
        scelte={scelto === undefined ? [] : [scelto]}
      />
      {trovati.map(({ aperto, versione }) => (
        <input key={aperto.id} type="hidden" name={`versione-${aperto.id}`} value={versione} />
      ))}
      {trovati.some(({ aperto }) => aperto.importoCents !== d.importoCents) && (
        <CampoSpunta
          nome="diverso"
          etichetta={testi.diverso}
          aiuto={testi.diversoAiuto}
          errore={errori['diverso']}
          scelta={valori['diverso'] === 'si'}
          facoltativo
        />
      )}
      <CampoTesto
        nome="motivo"
        etichetta={testi.motivo}
        aiuto={testi.motivoAiuto}
        errore={errori['motivo']}
        valore={valori['motivo'] ?? ''}
        righe={2}
        caratteriMax={LIMITI.motivoCaratteriMax}
      />
      <Azioni>
        <Bottone aspetto="pericolo" nome="fare" valore="attribuisci">
          {testi.atti.attribuisci.conferma}
        </Bottone>
        <Collegamento a={VAI.denaro(d.id)}>{testi.uno.torna}</Collegamento>
      </Azioni>
    </>
  );
}
