import type { VNode } from 'preact';
import type { Esito, Rifiuto } from '#kernel/esito';
import { formatGiorno, parseGiorno, piuMesi } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import {
  approvaDelega,
  revocaDelega,
  rifiutaDelega,
  statoDelega,
  ultimoGiorno,
  type DelegaDellEnte,
} from '#modules/posizioni';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { DatiDelega, SOPRA_DELEGHE, trovaDelega } from '../deleghe.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { giornoIso } from '../prenota.tsx';

type Campi = Readonly<Record<string, string>>;
type Atto = keyof typeof testi.atti;
type Trovato = { d: DelegaDellEnte; atto: Atto };

const isAtto = (nome: string | undefined): nome is Atto => nome !== undefined && Object.hasOwn(testi.atti, nome);
/** As long as most ask for: whoever decides may say another day. */
const PROPOSTA_MESI = 12;

/** The ente decides on a delega, or takes back what it decided. */
export const delegaAtto: PaginaUfficio = {
  percorso: '/deleghe/:id/:atto',
  chi: 'amministratore',
  atto: { get: 'decideDeleghe', post: 'decideDeleghe' },
  get: alLavoro(async (l, { parametri }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    const { d, atto } = trovato;
    // There is nothing to decide any more: how it stands is what there is to see.
    if (statoDelega(d, l.ctx.oggi) !== (atto === 'revoca' ? 'approvata' : 'richiesta')) return vai(VAI.delega(d.id));
    const [fino, ultimo] = [piuMesi(l.ctx.oggi, PROPOSTA_MESI), ultimoGiorno(d, l.ctx.oggi)];
    return pagina(foglio(l, trovato, { errori: {}, valori: { validaAl: fino < ultimo ? fino : ultimo } }));
  }),
  post: alLavoro(async (l, { parametri, modulo }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    const { errori, refusal } = await compi(l, trovato, modulo);
    if (Object.keys(errori).length === 0) return vai(con(VAI.delega(trovato.d.id), { fatto: trovato.atto }));
    return rifiutata(foglio(l, trovato, { errori, valori: modulo }), refusal);
  }),
};

async function trova({ ctx }: Lavoro, parametri: Campi): Promise<Trovato | null> {
  const { atto } = parametri;
  if (!isAtto(atto)) return null;
  const d = await ctx.tx((t) => trovaDelega(t, parametri));
  return d === null ? null : { d, atto };
}

/** On the version that was looked at: who has decided meanwhile is not overruled. */
async function compi(
  { ctx }: Lavoro,
  { d, atto }: Trovato,
  { versione = '', validaAl: scritto = '', motivo = '' }: Campi,
): Promise<{ errori: Errori; refusal?: Rifiuto }> {
  const quale = { delegaId: d.id, versione: Number(versione) };
  const validaAl = parseGiorno(giornoIso(scritto));
  if (atto === 'approva' && validaAl === null) return { errori: { validaAl: ufficioDovuto.dataNonValida } };
  const fai: Record<Atto, () => Promise<Esito<undefined>>> = {
    approva: () => approvaDelega(ctx, { ...quale, validaAl: validaAl ?? ctx.oggi }),
    rifiuta: () => rifiutaDelega(ctx, { ...quale, motivo }),
    revoca: () => revocaDelega(ctx, { ...quale, motivo }),
  };
  const esito = await fai[atto]();
  if (esito.ok) return { errori: {} };
  const { refusal } = esito;
  return { errori: { [atto === 'approva' ? 'validaAl' : 'motivo']: frase(refusal) }, refusal };
}

type Compilato = { errori: Errori; valori: Campi };

function foglio(l: Lavoro, { d, atto }: Trovato, { errori, valori }: Compilato): VNode {
  const detto = testi.atti[atto];
  const percorso = [...SOPRA_DELEGHE, { testo: testi.una.titolo, a: VAI.delega(d.id) }];
  const conErrori = Object.keys(errori).length > 0;
  return (
    <Foglio u={l} titolo={detto.titolo} sezione={VAI.deleghe} percorso={percorso} conErrori={conErrori}>
      <RiepilogoErrori errori={errori} />
      <DatiDelega delega={d} ctx={l.ctx} />
      <Messaggio tipo="attenzione">
        <p>{detto.conseguenza}</p>
      </Messaggio>
      <Modulo>
        <input type="hidden" name="versione" value={valori['versione'] ?? String(d.versione)} />
        {atto === 'approva' ? (
          <Campo
            nome="validaAl"
            etichetta={testi.validaAl}
            aiuto={testi.validaAlAiuto(formatGiorno(ultimoGiorno(d, l.ctx.oggi)))}
            tipo="date"
            larghezza="breve"
            errore={errori['validaAl']}
            valore={valori['validaAl']}
          />
        ) : (
          <CampoTesto
            nome="motivo"
            etichetta={testi.motivo}
            aiuto={testi.motivoAiuto}
            errore={errori['motivo']}
            valore={valori['motivo'] ?? ''}
            righe={3}
            caratteriMax={LIMITI.motivoCaratteriMax}
          />
        )}
        <Azioni>
          <Bottone aspetto={atto === 'approva' ? 'primario' : 'pericolo'}>{detto.conferma}</Bottone>
          <Collegamento a={VAI.delega(d.id)}>{testi.una.torna}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
