import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import {
  leggiPassi,
  MOTIVO_MAX,
  PASSI,
  riceviDocumento,
  segnaPasso,
  STATI_PASSO,
  type PassoAdesione,
  type PassoLetto,
} from '#modules/enti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoFile, CampoScelta, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { leggiGiorno } from '../conti.tsx';
import { frase, intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { StatoDelPasso } from './adesione.tsx';
import { sopraEnte } from './ente.tsx';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { daInstallazione, perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.adesione;
const MEGABYTE = 1024 * 1024;

/** How a step of an ente stands: said with a day, a note and a document, over what was said before. */
export const regionePasso: PaginaUfficio = {
  percorso: '/regione/enti/:id/passi/:passo',
  chi: 'intermediario',
  carica: {
    bytesMax: LIMITI.documentoPassoBytesMax,
    ricevi: (u, _r, { flusso }) => riceviDocumento(daInstallazione(u).ctx, flusso),
  },
  get: perEnte((l, r) =>
    conPasso(r, async (passo) => {
      const ultimo = await ultimoDi(l, passo);
      const scritti = { stato: ultimo?.stato ?? '', giorno: l.ctx.oggi, nota: '' };
      return pagina(<Vista {...{ l, passo, ultimo, scritti }} />);
    }),
  ),
  post: perEnte((l, r) => conPasso(r, (passo) => segna(l, r, passo))),
};

function conPasso(
  { parametri }: RichiestaUfficio,
  azione: (passo: PassoAdesione) => Promise<Risposta>,
): Promise<Risposta> {
  const passo = PASSI.find((uno) => uno === parametri['passo']);
  return passo === undefined ? Promise.resolve(errore('nonTrovata')) : azione(passo);
}

async function ultimoDi({ per }: RegioneEnte, passo: PassoAdesione): Promise<PassoLetto | undefined> {
  return (await leggiPassi(per)).find((p) => p.passo === passo);
}

async function segna(l: RegioneEnte, { modulo, file }: RichiestaUfficio, passo: PassoAdesione): Promise<Risposta> {
  const { stato = '', giorno = '', nota = '', visto = '' } = modulo;
  const caricato = file['documento'];
  const mostra = async (errori: Errori): Promise<VNode> => (
    <Vista {...{ l, passo, ultimo: await ultimoDi(l, passo), scritti: { stato, giorno, nota }, errori }} />
  );
  if (caricato?.ok === false) return rifiutata(await mostra({ documento: frase(diDocumento(caricato.refusal)) }));
  const documento = caricato === undefined ? null : { id: caricato.value.riferimento, nome: caricato.value.nome };
  const detto = { passo, stato, giorno: leggiGiorno(giorno), nota: nota || null, visto: visto || null };
  const esito = await segnaPasso(l.per, { ...detto, documento });
  if (esito.ok) return vai(con(IN_REGIONE.ente(l.ente.enteId), { fatto: 'passo' }));
  return rifiutata(await mostra({ [DI[esito.refusal.codice] ?? 'stato']: frase(esito.refusal) }), esito.refusal);
}

/** The page stops reading at the size at which the act would refuse: the words are those of the act. */
function diDocumento(refusal: Parameters<typeof frase>[0]): Parameters<typeof frase>[0] {
  if (refusal.codice !== 'file_troppo_grande') return refusal;
  return { codice: 'DOCUMENTO_TROPPO_GRANDE', parametri: { megabyte: LIMITI.documentoPassoBytesMax / MEGABYTE } };
}

const DI: Readonly<Record<string, string>> = {
  PASSO_SENZA_GIORNO: 'giorno',
  PASSO_GIORNO_FUTURO: 'giorno',
  MOTIVO_NON_SCRITTO: 'nota',
};

type Prop = {
  l: RegioneEnte;
  passo: PassoAdesione;
  ultimo: PassoLetto | undefined;
  scritti: { stato: string; giorno: string; nota: string };
  errori?: Errori;
};

function Vista({ l, passo, ultimo, scritti, errori = {} }: Prop): VNode {
  const { nome, testo } = testi.passi[passo];
  return (
    <FoglioRegione l={l} titolo={nome} sopra={sopraEnte(l)} errori={errori}>
      <p>{testo}</p>
      <p>
        {testi.adesso} <StatoDelPasso stato={ultimo?.stato ?? 'da_fare'} />
      </p>
      <Modulo conFile>
        <input type="hidden" name="visto" value={ultimo?.id ?? ''} />
        <CampoScelta
          nome="stato"
          etichetta={testi.comeSta}
          errore={errori['stato']}
          scelte={[scritti.stato]}
          alternative={STATI_PASSO.map((valore) => ({ valore, testo: testi.stati[valore] }))}
        />
        <Campo
          nome="giorno"
          etichetta={testi.daQuando}
          tipo="date"
          valore={scritti.giorno}
          errore={errori['giorno']}
          larghezza="media"
        />
        <CampoTesto
          nome="nota"
          etichetta={testi.colonne.nota}
          aiuto={testi.notaAiuto}
          righe={2}
          caratteriMax={MOTIVO_MAX}
          valore={scritti.nota}
          errore={errori['nota']}
          facoltativo
        />
        <CampoFile
          nome="documento"
          etichetta={testi.colonne.documento}
          aiuto={testi.documentoAiuto(intero(LIMITI.documentoPassoBytesMax / MEGABYTE))}
          errore={errori['documento']}
          accetta=".pdf,.p7m"
          facoltativo
        />
        <Azioni>
          <Bottone>{testi.salva}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
