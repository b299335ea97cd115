import type { VNode } from 'preact';
import { ok } from '#kernel/esito';
import { formatEuro } from '#kernel/importo';
import {
  sostituisciPosizione,
  valutaSostituzione,
  type CodicePosizioni,
  type Rata,
  type Sostituzione,
} from '#modules/posizioni';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Bottone } from '#ui/bottone';
import { CampoScelta } from '#ui/campo';
import { paginaAtto, type Aperta, type Compilato } from '../atto-posizione.tsx';
import { CampiProposta } from '../campi-proposta.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { tipiVisibili, type Lavoro } from '../lavoro.ts';
import {
  conProposta,
  ContoRate,
  daDividere,
  daPagare,
  erroriProposta,
  leggiPiano,
  pianoIniziale,
  Rate,
  RiassuntoPiano,
  type Piano,
} from '../piano-rate.tsx';

const testi = ufficioPosizione.piano;

/** A new plan of instalments, in the place of what the way to pay still asks, or beside it. */
export const dovutoPiano = paginaAtto<Piano>({
  nome: 'piano',
  testi: { titolo: testi.titolo, conferma: ({ accanto }) => testi.conferma[accanto ? 'accanto' : 'posto'] },
  tocca: ({ aperti, opzioneId }) => aperti.filter((d) => d.opzioneId === opzioneId),
  iniziali: (a) => pianoIniziale(daDividere(a)),
  cambia: ({ a, valori }, azione) => (azione === 'proponi' ? conProposta(daDividere(a), valori) : valori),
  impedisce: async (l, a) => {
    const letto = leggiPiano({ a: daDividere(a), valori: pianoIniziale(daDividere(a)) });
    const esito = 'valore' in letto ? await valuta(l, letto.valore, a) : ok();
    return esito.ok || !IMPEDIMENTI.has(esito.refusal.codice) ? null : frase(esito.refusal);
  },
  campi: (c) => <Campi {...c} />,
  vivo: (c, azione) => (azione === 'proponi' ? <RateDi {...c} /> : <ContoRate {...c} a={daDividere(c.a)} />),
  leggi: (c) => {
    const letto = leggiPiano({ ...c, a: daDividere(c.a) });
    return 'valore' in letto && isGiaAccanto(c.a, letto.valore)
      ? { errori: { come: testi.giaAccanto }, gia: true }
      : letto;
  },
  valuta,
  riassunto: (piano, a) => <RiassuntoPiano piano={piano} a={a} />,
  compi: async (l, piano, { a, aMano: { visti, motivo, tipiConsentiti } }) => {
    const dovuti = visti.map(({ id, versione }) => ({ id, versione }));
    const esito = await sostituisciPosizione(l.ctx, { ...richiesta(piano, a), dovuti, motivo, tipiConsentiti });
    return esito.ok ? ok(esito.value.dovuti[0]?.dovutoId) : esito;
  },
  campoDelRifiuto: {
    IMPORTO_NON_VALIDO: 'importo1',
    SCADENZA_PASSATA: 'scadenza1',
    RATE_NON_IN_ORDINE: 'scadenza1',
    POSIZIONE_CHIUSA: 'come',
  },
});

/** Another way to pay asks for the same instalments: one more would say nothing to the citizen. */
function isGiaAccanto({ aperti, opzioneId }: Aperta, { accanto, rate }: Piano): boolean {
  const dette = (quali: readonly Rata[]): string => quali.map((r) => `${r.importoCents} ${r.dataScadenza}`).join('\n');
  const altre = Map.groupBy(aperti, (d) => d.opzioneId).entries();
  return accanto && [...altre].some(([id, dovuti]) => id !== opzioneId && dette(dovuti) === dette(rate));
}

/** What no plan could put right. */
const IMPEDIMENTI: ReadonlySet<string> = new Set<CodicePosizioni>([
  'BOLLO_NON_DIVISIBILE',
  'DOVUTO_CHE_CRESCE',
  'OPZIONE_NON_COERENTE',
  'OPERATORE_NON_ABILITATO',
]);

async function valuta(l: Lavoro, piano: Piano, a: Aperta): ReturnType<typeof valutaSostituzione> {
  const { ids: tipiConsentiti } = await l.ctx.tx((t) => tipiVisibili(t, l));
  return valutaSostituzione(l.ctx, { ...richiesta(piano, a), tipiConsentiti });
}

function richiesta({ accanto, rate, maggiorazioneCents }: Piano, { opzioneId }: Aperta) {
  const forma: Sostituzione['forma'] = rate.length === 1 ? 'unica' : 'piano';
  return { opzioneId, accanto, forma, rate, maggiorazioneCents };
}

function RateDi(c: Compilato): VNode {
  return <Rate {...c} a={daDividere(c.a)} dove={VAI.attoDovuto(c.a.d.id, 'piano')} />;
}

function Campi(c: Compilato): VNode {
  const { a, valori } = c;
  const errori = erroriProposta({ ...c, a: daDividere(a) });
  // A script proposes anew when what the instalments come from changes; without it the button does.
  const vivo = {
    'hx-post': VAI.attoDovuto(a.d.id, 'piano'),
    'hx-trigger': 'change delay:100ms',
    'hx-target': '#rate',
    'hx-swap': 'outerHTML',
    'hx-include': 'closest form',
    'hx-vals': '{"azione":"proponi"}',
  };
  return (
    <>
      <p>{testi.introduzione(formatEuro(daPagare(a)))}</p>
      <CampoScelta
        nome="come"
        etichetta={testi.come}
        scelte={[valori['come'] === 'accanto' ? 'accanto' : 'posto']}
        alternative={(['posto', 'accanto'] as const).map((valore) => ({ valore, ...testi.modi[valore] }))}
      />
      <div {...vivo}>
        <CampiProposta valori={valori} errori={errori} />
      </div>
      <p>
        <Bottone aspetto="secondario" nome="azione" valore="proponi">
          {testi.proponi}
        </Bottone>
      </p>
      <RateDi a={a} valori={valori} errori={errori} />
      <p>
        <Bottone aspetto="secondario" nome="azione" valore="aggiorna">
          {testi.aggiorna}
        </Bottone>
      </p>
    </>
  );
}
