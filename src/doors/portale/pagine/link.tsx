import type { VNode } from 'preact';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { compila, elencoTipi, leggiModulo, type Ente } from '#modules/enti';
import { apriLink, usaLinkPagamento, type Link, type RifiutoLink } from '#modules/pagamenti';
import { leggiAvviso, type Avviso } from '#modules/posizioni';
import { concediApertura } from '#modules/utenti';
import { errore, pagina, scarica, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { foglioQr } from '../foglio-qr.ts';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { leggibileDi } from '../mio.ts';
import { enteDi, vistaEnte, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

const opacoDi = ({ parametri }: RichiestaPortale): string => parametri['opaco'] ?? '';

/**
 * Where a payment link leads: what it is, and on. To a notice it opens it whole, for it was the ente that printed or sent it (model 11); it
 * is the button that does so, because mail programs open links by themselves.
 */
export const link: PaginaPortale = {
  percorso: '/link/:opaco',
  chi: 'tutti',
  get: async (u, r) => {
    const { link: suo, stato } = await apriLink(u.ctx, opacoDi(r));
    const detto = suo === null ? null : await diCheCosa(u, suo);
    if (!stato.ok || suo === null || detto === null)
      return nonPiu(u, suo, stato.ok ? 'LINK_SCONOSCIUTO' : stato.refusal.codice);
    const ente = await enteDi(u, suo.enteId);
    return pagina(await mostra(u, { suo, detto, ente, opaco: opacoDi(r) }));
  },
  post: async (u, r) => {
    const { link: suo, stato } = await apriLink(u.ctx, opacoDi(r));
    if (suo?.genere !== 'avviso') return vai(VAI.link(opacoDi(r)));
    const { enteId, iuvId } = suo;
    // Who has opened it already opens it again, as often as they like.
    if ((await leggibileDi(u, { sessione: r.sessione, iuv: iuvId })) !== null) return vai(VAI.intero(iuvId));
    const usato = stato.ok ? await usaLinkPagamento(u.per(enteId), suo) : stato;
    if (!usato.ok) return nonPiu(u, suo, usato.refusal.codice);
    const { token } = await concediApertura(u.ctx, { token: r.portato, enteId, iuvId });
    return vai(VAI.intero(iuvId), { sessione: token });
  },
};

/** The sheet with its QR, to be printed by who hands it out. */
export const linkQr: PaginaPortale = {
  percorso: '/link/:opaco/qr.svg',
  chi: 'tutti',
  get: async (u, r) => {
    const opaco = opacoDi(r);
    const { link: suo, stato } = await apriLink(u.ctx, opaco);
    const detto = suo === null || !stato.ok ? null : await diCheCosa(u, suo);
    if (suo === null || detto === null) return errore('nonTrovata');
    const { denominazione } = await enteDi(u, suo.enteId);
    const indirizzo = `${u.ctx.config.urlPubblico}${VAI.link(opaco)}`;
    const svg = foglioQr({ titolo: detto.titolo, ente: denominazione, indirizzo, ...u.t.link.foglio });
    return scarica({ nome: 'pagamento-qr.svg', contentType: 'image/svg+xml', corpo: Buffer.from(svg) });
  },
};

/** What it is called, and how much it comes to as far as it is known; null: nothing is there any more. */
type Detto = { titolo: string; importoCents: Avviso['importoCents'] | null };

async function diCheCosa(u: Portale, suo: Link): Promise<Detto | null> {
  const { enteId } = suo;
  if (suo.genere === 'avviso') {
    const avviso = await leggiAvviso(u.ctx, { enteId, iuvId: suo.iuvId });
    return avviso && { titolo: suo.titolo ?? avviso.causalePubblica, importoCents: avviso.importoCents };
  }
  const { tipoDovutoId, valori } = suo;
  const pubblico = await leggiModulo(u.ctx, { enteId, tipoDovutoId });
  const tipo = (await elencoTipi(u.per(enteId), enteId)).find((uno) => uno.tipoDovutoId === tipoDovutoId);
  if (pubblico === null || tipo === undefined) return null;
  const { importoCents, titolo } = compila(pubblico.modulo, valori, { oggi: u.ctx.oggi, lingua: u.lingua });
  return { titolo: suo.titolo ?? titolo ?? tipo.denominazione, importoCents };
}

type Prop = { suo: Link; detto: Detto; ente: Ente; opaco: string };

async function mostra(u: Portale, { suo, detto, ente, opaco }: Prop): Promise<VNode> {
  const testi = u.t.link;
  const { importoCents, titolo } = detto;
  return (
    <Foglio u={u} vista={await vistaEnte(u, ente)} titolo={titolo} percorso={sopraRicerca(u.t)}>
      <p>{testi.manda(ente.denominazione)}</p>
      {importoCents !== null && (
        <p>
          <Importo cents={importoCents} grande />
        </p>
      )}
      <Dati dati={[{ nome: u.t.portale.dati.ente, valore: ente.denominazione }]} />
      <p>{testi[suo.genere]}</p>
      {suo.genere === 'avviso' ? (
        <Modulo a={VAI.link(opaco)}>
          <Azioni>
            <Bottone>{testi.apri}</Bottone>
          </Azioni>
        </Modulo>
      ) : (
        <Azioni>
          <Bottone a={VAI.linkModulo(opaco)}>{testi.continua}</Bottone>
        </Azioni>
      )}
      {suo.scadeIl !== null && <p>{testi.finoAl(formatGiorno(giornoA(suo.scadeIl), u.lingua))}</p>}
      <p>
        <Collegamento a={VAI.linkQr(opaco)} scarica>
          {testi.stampa}
        </Collegamento>
      </p>
    </Foglio>
  );
}

/** Why it leads nowhere, and whom to ask. */
async function nonPiu(u: Portale, suo: Link | null, codice: RifiutoLink['codice']): Promise<Risposta> {
  const testi = u.t.link;
  const ente = suo === null ? null : await enteDi(u, suo.enteId);
  const vista = ente === null ? {} : { vista: await vistaEnte(u, ente) };
  const corpo = (
    <Foglio u={u} titolo={testi.nonPiu} percorso={sopraRicerca(u.t)} {...vista}>
      <Messaggio tipo="attenzione">
        <p>{testi.rifiuti[codice]}</p>
      </Messaggio>
      <Azioni>
        {ente !== null && <Bottone a={VAI.ente(ente.codIpa)}>{testi.contatti(ente.denominazione)}</Bottone>}
        <Bottone a={VAI.avviso} aspetto={ente === null ? 'primario' : 'secondario'}>
          {testi.cerca}
        </Bottone>
      </Azioni>
    </Foglio>
  );
  return { tipo: 'pagina', stato: 410, corpo };
}
