import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import { isUuid, type DovutoId } from '#kernel/ids';
import { parseEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import {
  annullaDovuto,
  cambiaImporto,
  leggiDovuto,
  pubblicaDovuto,
  rimettiInRiscossione,
  rinviaDovuto,
} from '#modules/posizioni';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDovuto as testi } from '#testi/it/ufficio-dovuto';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { DataGiorno, Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { CampoAtto, isAtto, isGiaFatto, siPuo, type QualeAtto } from '../atto-dovuto.tsx';
import { vaiFatto } from '../dovuto-fatto.ts';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { StatoEVerifica } from '../tabella-dovuti.tsx';

type Campi = Readonly<Record<string, string>>;

/** One of the acts on a dovuto, to be confirmed: what it is now, what follows, why it is done. */
export const dovutoAtto: PaginaUfficio = {
  percorso: '/dovuti/:id/:atto',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    // Nothing to confirm any more: how it stands is what there is to see.
    return siPuo(trovato) ? pagina(conferma(l, trovato, {})) : vai(VAI.dovuto(trovato.d.id));
  }),
  post: alLavoro(async (l, { parametri, modulo }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    const esito = await compi(l, trovato, modulo);
    if (esito === null) return vaiFatto(trovato.d.id, trovato.atto);
    const adesso = (await trova(l, parametri)) ?? trovato;
    if (isGiaFatto(l, adesso, modulo)) return vaiFatto(adesso.d.id, adesso.atto);
    // Who is told that it changed decides on what it is now; anybody else still on what they have seen.
    const { versione: _, ...scritti } = modulo;
    const valori = esito.refusal?.codice === 'CONFLITTO' ? scritti : modulo;
    return rifiutata(conferma(l, adesso, esito.errori, valori), esito.refusal);
  }),
};

async function trova(l: Lavoro, { id = '', atto = '' }: Campi): Promise<QualeAtto | null> {
  if (!isUuid<DovutoId>(id) || !isAtto(atto)) return null;
  const d = await l.ctx.tx(async (t) => {
    const { ids: tipiConsentiti } = await tipiVisibili(t, l);
    return leggiDovuto(t, { dovutoId: id, tipiConsentiti });
  });
  return d === null ? null : { d, atto };
}

/** Does it; null: done. A refusal stands beside the field it is about, or beside the reason. */
async function compi(
  { ctx, ...l }: Lavoro,
  { d, atto }: QualeAtto,
  campi: Campi,
): Promise<{ errori: Errori; refusal?: Rifiuto } | null> {
  const { ids: tipiConsentiti } = await ctx.tx((t) => tipiVisibili(t, l));
  const a = { dovutoId: d.id, versione: Number(campi['versione']), motivo: campi['motivo'] ?? '', tipiConsentiti };
  const dataScadenza = parseGiorno(campi['scadenza'] ?? '');
  const importoCents = parseEuro(campi['importo'] ?? '');
  if (atto === 'rinvia' && dataScadenza === null) return { errori: { scadenza: testi.dataNonValida } };
  if (atto === 'rimetti' && dataScadenza === null && (campi['scadenza'] ?? '') !== '')
    return { errori: { scadenza: testi.dataNonValida } };
  if (atto === 'importo' && (importoCents === null || importoCents === 0))
    return { errori: { importo: testi.importoNonValido } };
  const esito =
    atto === 'annulla' || atto === 'pubblica'
      ? await (atto === 'annulla' ? annullaDovuto : pubblicaDovuto)(ctx, a)
      : atto === 'importo'
        ? await cambiaImporto(ctx, { ...a, importoCents: importoCents ?? d.importoCents })
        : atto === 'rinvia' && dataScadenza !== null
          ? await rinviaDovuto(ctx, { ...a, dataScadenza })
          : await rimettiInRiscossione(ctx, { ...a, dataScadenza });
  if (esito.ok) return null;
  const campo = CAMPO_DEL_RIFIUTO[esito.refusal.codice] ?? 'motivo';
  return { errori: { [campo in campi ? campo : 'motivo']: frase(esito.refusal) }, refusal: esito.refusal };
}

const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  SCADENZA_PASSATA: 'scadenza',
  RATE_NON_IN_ORDINE: 'scadenza',
  ...{ IMPORTO_NON_VALIDO: 'importo', IMPORTO_FISSO_DIVERSO: 'importo', IMPORTO_OLTRE_TETTO: 'importo' },
};

function conferma(l: Lavoro, { d, atto }: QualeAtto, errori: Errori, valori: Campi = {}): VNode {
  const percorso = [
    { testo: ufficio.dovuti.titolo, a: VAI.dovuti },
    { testo: ufficio.dovuto.titolo(d.iud), a: VAI.dovuto(d.id) },
  ];
  const conErrori = Object.keys(errori).length > 0;
  return (
    <Foglio u={l} titolo={testi.atti[atto].titolo} sezione={VAI.dovuti} percorso={percorso} conErrori={conErrori}>
      <RiepilogoErrori errori={errori} />
      <Dati
        dati={[
          { nome: ufficio.dovuto.iud, valore: d.iud },
          { nome: ufficio.dovuto.causale, valore: d.causale },
          { nome: ufficio.dovuto.importo, valore: <Importo cents={d.importoCents} /> },
          d.dataScadenza && { nome: ufficio.dovuto.scadenza, valore: <DataGiorno giorno={d.dataScadenza} /> },
          { nome: ufficio.dovuto.stato, valore: <StatoEVerifica dovuto={d} /> },
        ]}
      />
      <Messaggio tipo="attenzione">
        <p>{guardaSoltanto(l) ? ufficio.soloLettura : testi.atti[atto].conseguenza}</p>
      </Messaggio>
      {!guardaSoltanto(l) && (
        <Modulo>
          {/* As it is now in this page: if it is another when the form arrives, the act is refused. */}
          <input type="hidden" name="versione" value={valori['versione'] ?? d.versione} />
          <CampoAtto atto={atto} d={d} errori={errori} valori={valori} />
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
            <Bottone aspetto={atto === 'annulla' ? 'pericolo' : 'primario'}>{testi.atti[atto].conferma}</Bottone>
            <Collegamento a={VAI.dovuto(d.id)}>{testi.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </Foglio>
  );
}
