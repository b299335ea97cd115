import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import { isUuid, type DovutoId } from '#kernel/ids';
import { formatEuro, parseEuro, type Cents } from '#kernel/importo';
import { registraIncasso } from '#modules/pagamenti';
import { leggiDovuto, quantoOggi, type DovutoIntero } from '#modules/posizioni';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { pagamenti } from '#testi/it/pagamenti';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { CampiIncasso } from '../campi-incasso.tsx';
import { vaiFatto } from '../dovuto-fatto.ts';
import { frase, intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { giornoIso } from '../prenota.tsx';
import { StatoEVerifica } from '../tabella-dovuti.tsx';

const testi = ufficioRimborsi.incasso;
const { rifiuti } = pagamenti;

type Campi = Readonly<Record<string, string>>;

/** Money got outside pagoPA for a dovuto (model 7): when, how, with which reference. */
export const dovutoIncasso: PaginaUfficio = {
  percorso: '/dovuti/:id/incasso',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    if (trovato.oggi.quanti === 0) return vai(VAI.dovuto(trovato.d.id));
    const importo = formatEuro(trovato.oggi.importoCents).replace(' €', '');
    return pagina(foglio(l, trovato, { errori: {}, valori: { giorno: l.ctx.oggi, importo } }));
  }),
  post: alLavoro(async (l, { parametri, modulo }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    const esito = await compi(l, trovato, modulo);
    if (esito === null) return vaiFatto(trovato.d.id, 'incasso');
    const { errori, refusal } = esito;
    if (refusal?.codice !== 'CONFLITTO') return rifiutata(foglio(l, trovato, { errori, valori: modulo }), refusal);
    // Who is told that it changed decides on what it is now.
    const { versione: _, ...valori } = modulo;
    return rifiutata(foglio(l, (await trova(l, parametri)) ?? trovato, { errori, valori }), refusal);
  }),
};

type Trovato = { d: DovutoIntero; oggi: { importoCents: Cents; quanti: number } };

async function trova(l: Lavoro, { id = '' }: Campi): Promise<Trovato | null> {
  if (!isUuid<DovutoId>(id)) return null;
  return l.ctx.tx(async (t) => {
    const { ids: tipiConsentiti } = await tipiVisibili(t, l);
    const d = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
    return d === null ? null : { d, oggi: await quantoOggi(t, { dovutoId: id, iuvId: d.iuvId }) };
  });
}

const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  INCASSO_MEZZO_MANCANTE: 'mezzo',
  INCASSO_RIFERIMENTO_MANCANTE: 'riferimento',
  INCASSO_NOTA_TROPPO_LUNGA: 'nota',
  INCASSO_IMPORTO_NON_VALIDO: 'importo',
  PAGATO_IMPORTO_DIVERSO: 'diverso',
};

/** Does it; null: done. A refusal that is of no field stands by the first. */
async function compi(l: Lavoro, { d }: Trovato, campi: Campi): Promise<{ errori: Errori; refusal?: Rifiuto } | null> {
  const giorno = parseGiorno(giornoIso(campi['giorno'] ?? ''));
  const importoCents = parseEuro(campi['importo'] ?? '');
  const mancano = {
    ...(giorno === null && { giorno: ufficioDovuto.dataNonValida }),
    ...((campi['mezzo'] ?? '') === '' && { mezzo: rifiuti.INCASSO_MEZZO_MANCANTE }),
    ...((campi['riferimento'] ?? '').trim() === '' && { riferimento: rifiuti.INCASSO_RIFERIMENTO_MANCANTE }),
    ...(importoCents === null && { importo: ufficioDovuto.importoNonValido }),
  };
  if (giorno === null || importoCents === null || Object.keys(mancano).length > 0) return { errori: mancano };
  const { ids: tipiConsentiti } = await l.ctx.tx((t) => tipiVisibili(t, l));
  const esito = await registraIncasso(l.ctx, {
    ...{ dovutoId: d.id, versione: Number(campi['versione']), ancheDiverso: campi['diverso'] === 'si', tipiConsentiti },
    ...{ giorno, importoCents, mezzo: campi['mezzo'] ?? '', riferimento: campi['riferimento'] ?? '' },
    nota: campi['nota'] ?? '',
  });
  if (esito.ok) return null;
  const { refusal } = esito;
  return { errori: { [CAMPO_DEL_RIFIUTO[refusal.codice] ?? 'giorno']: frase(refusal) }, refusal };
}

type Compilato = { errori: Errori; valori: Campi };

function foglio(l: Lavoro, { d, oggi }: Trovato, compilato: Compilato): VNode {
  const percorso = [
    { testo: ufficio.dovuti.titolo, a: VAI.dovuti },
    { testo: ufficio.dovuto.titolo(d.iud), a: VAI.dovuto(d.id) },
  ];
  const conErrori = Object.keys(compilato.errori).length > 0;
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.dovuti} percorso={percorso} conErrori={conErrori}>
      <RiepilogoErrori errori={compilato.errori} />
      <Dati
        dati={[
          { nome: ufficio.dovuto.iud, valore: d.iud },
          { nome: ufficio.dovuto.nome, valore: d.debitoreAnagrafica },
          { nome: ufficio.dovuto.causale, valore: d.causale },
          { nome: ufficioDovuto.importoOggi, valore: <Importo cents={oggi.importoCents} /> },
          { nome: ufficio.dovuto.stato, valore: <StatoEVerifica dovuto={d} /> },
        ]}
      />
      <Messaggio tipo="attenzione">
        <p>{guardaSoltanto(l) ? ufficio.soloLettura : testi.conseguenza}</p>
        {oggi.quanti > 1 && <p>{testi.insieme(intero(oggi.quanti))}</p>}
        {!guardaSoltanto(l) && <p>{testi.senzaRitorno}</p>}
      </Messaggio>
      {!guardaSoltanto(l) && (
        <Modulo>
          {/* As it is now in this page: if it is another when the form arrives, the act is refused. */}
          <input type="hidden" name="versione" value={compilato.valori['versione'] ?? d.versione} />
          <CampiIncasso {...compilato} />
          <Azioni>
            <Bottone aspetto="pericolo">{testi.conferma}</Bottone>
            <Collegamento a={VAI.dovuto(d.id)}>{ufficioDovuto.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </Foglio>
  );
}
