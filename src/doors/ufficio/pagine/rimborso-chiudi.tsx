import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { RIFERIMENTO_MAX, segnaNonDovuto, segnaRimborsato, type DenaroDaRimborsare } from '#modules/pagamenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { pagamenti } from '#testi/it/pagamenti';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import type { Errori } from '#ui/riepilogo-errori';
import { FoglioRimborso } from '../foglio-rimborso.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { giornoIso } from '../prenota.tsx';
import { segueDi, trovaDenaro } from '../rimborsi.tsx';

type Campi = Readonly<Record<string, string>>;
type Atto = 'rimborsato' | 'non-dovuto';

const isAtto = (nome: string | undefined): nome is Atto => nome === 'rimborsato' || nome === 'non-dovuto';

/** The money was given back, or is not to be. */
export const chiudiRimborso: PaginaUfficio = {
  percorso: '/incassi/da-rimborsare/:id/:atto',
  chi: 'operatore',
  atto: { post: 'rimborsa' },
  get: alLavoro(async (l, { parametri }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    if (trovato.d.esito !== null) return vai(VAI.denaro(trovato.d.id));
    return pagina(foglio(l, trovato, { errori: {}, valori: { giorno: l.ctx.oggi } }));
  }),
  post: alLavoro(async (l, { parametri, modulo }) => {
    const trovato = await trova(l, parametri);
    if (trovato === null) return errore('nonTrovata');
    const { errori, refusal } = await compi(l, trovato, modulo);
    if (Object.keys(errori).length === 0) return vai(con(VAI.denaro(trovato.d.id), { fatto: trovato.atto }));
    return rifiutata(foglio(l, trovato, { errori, valori: modulo }), refusal);
  }),
};

type Trovato = { d: DenaroDaRimborsare; atto: Atto };

async function trova(l: Lavoro, parametri: Campi): Promise<Trovato | null> {
  const { atto } = parametri;
  if (!isAtto(atto)) return null;
  const d = await l.ctx.tx((t) => trovaDenaro(t, l, parametri));
  return d === null ? null : { d, atto };
}

const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  RIMBORSO_GIORNO_FUTURO: 'giorno',
  RIMBORSO_GIORNO_TROPPO_PRESTO: 'giorno',
  RIMBORSO_MANDATO_MANCANTE: 'mandato',
};

async function compi(
  l: Lavoro,
  { d, atto }: Trovato,
  { giorno: scritto = '', mandato = '', motivo = '' }: Campi,
): Promise<{ errori: Errori; refusal?: Rifiuto }> {
  const chi = { ...(await l.ctx.tx((t) => segueDi(t, l))), ricevutaId: d.id, motivo };
  const giorno = parseGiorno(giornoIso(scritto));
  const mancano = {
    ...(giorno === null && { giorno: ufficioDovuto.dataNonValida }),
    ...(mandato.trim() === '' && { mandato: pagamenti.rifiuti.RIMBORSO_MANDATO_MANCANTE }),
  };
  if (atto === 'rimborsato' && Object.keys(mancano).length > 0) return { errori: mancano };
  const esito =
    atto === 'rimborsato' && giorno !== null
      ? await segnaRimborsato(l.ctx, { ...chi, giorno, mandato })
      : await segnaNonDovuto(l.ctx, chi);
  if (esito.ok) return { errori: {} };
  const { refusal } = esito;
  return { errori: { [CAMPO_DEL_RIFIUTO[refusal.codice] ?? 'motivo']: frase(refusal) }, refusal };
}

type Compilato = { errori: Errori; valori: Campi };

function foglio(l: Lavoro, { d, atto }: Trovato, { errori, valori }: Compilato): VNode {
  const detto = testi.atti[atto];
  return (
    <FoglioRimborso u={l} denaro={d} detto={detto} errori={errori}>
      {atto === 'rimborsato' && <CampiRimborso errori={errori} valori={valori} />}
      <CampoTesto
        nome="motivo"
        etichetta={atto === 'rimborsato' ? testi.nota : testi.motivo}
        aiuto={testi.motivoAiuto}
        errore={errori['motivo']}
        valore={valori['motivo'] ?? ''}
        righe={2}
        caratteriMax={LIMITI.motivoCaratteriMax}
        facoltativo={atto === 'rimborsato'}
      />
      <Azioni>
        <Bottone aspetto="pericolo">{detto.conferma}</Bottone>
        <Collegamento a={VAI.denaro(d.id)}>{testi.uno.torna}</Collegamento>
      </Azioni>
    </FoglioRimborso>
  );
}

function CampiRimborso({ errori, valori }: Compilato): VNode {
  return (
    <>
      <Campo
        nome="giorno"
        etichetta={testi.giorno}
        aiuto={testi.giornoAiuto}
        tipo="date"
        larghezza="breve"
        errore={errori['giorno']}
        valore={valori['giorno']}
      />
      <Campo
        nome="mandato"
        etichetta={testi.mandato}
        aiuto={testi.mandatoAiuto}
        caratteriMax={RIFERIMENTO_MAX}
        errore={errori['mandato']}
        valore={valori['mandato']}
      />
    </>
  );
}
