import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { EnteId, IuvId, OpzioneId } from '#kernel/ids';
import { preparaCarrello } from '#modules/pagamenti';
import { impostaTermine, permette, SI_PUO, registraNotifica, type PosizioneInserita } from '#modules/posizioni';
import { segnaInPagamento } from '#modules/registro';
import { concediApertura } from '#modules/utenti';
import { creaCtx, type Ctx } from '#platform/contesto';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { DEBITORE } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import {
  annullaAvviso,
  entra,
  mondoFermo,
  pagaAvviso,
  unaPersona,
  unAvviso,
  type AvvisoDiProva,
} from '#support/portale';
import { dovutoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { ctxDi, type EnteDiProva } from '#support/un-ente';
import { portale } from './index.ts';
import { ammessa, GUARDIE } from './guardie.ts';
import { scriviRiferimento } from './riferimento.ts';

type Stato = Exclude<keyof typeof SI_PUO, 'bozza'>;

let p: Pagamenti;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const [uno, altro] = await dueEnti(mondo);
  ente = uno;
  p = await apriPagamenti(mondo, [uno, altro]);
});
afterAll(() => p.chiudi());

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const citta = () => creaCtx(p.mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });

let n = 0;
const nuovo = (): { IUD: string; causaleVersamento: string } => {
  n += 1;
  return { IUD: `GUARD${n}`, causaleVersamento: `Retta ${n}` };
};

/** How each state comes about. */
const FAI: Record<Stato, () => Promise<{ iuvId: IuvId }>> = {
  da_pagare: () => unAvviso(p.mondo, ente, nuovo()),
  in_pagamento: () => inPagamento({ attesa: false }),
  in_attesa_di_ricevuta: () => inPagamento({ attesa: true }),
  pagato: async () => {
    const avviso = await unAvviso(p.mondo, ente, nuovo());
    await pagaAvviso(p.mondo, ente, avviso);
    return avviso;
  },
  scaduto: async () => {
    const worker = ctxDi(p.mondo, 'worker', ente.enteId);
    const posizione = await unaPosizione(worker, [unicaDi(3000)]);
    const { rows } = await sql<{ id: OpzioneId }>`
      select id from posizioni.opzione where posizione_id = ${posizione.posizioneId}`.execute(worker.db);
    valoreDi(await impostaTermine(worker, { opzioneId: rows[0]?.id ?? expect.fail(), giorni: 5 }));
    const giorno = piuGiorni(giornoA(p.mondo.orologio()), -100);
    valoreDi(await registraNotifica(worker, { posizioneId: posizione.posizioneId, giorno }));
    return { iuvId: await iuvDi(posizione, 0) };
  },
  annullato: async () => {
    const riga = nuovo();
    const avviso = await unAvviso(p.mondo, ente, riga);
    await annullaAvviso(p.mondo, ente, riga);
    return avviso;
  },
  estinto: async () => ({ iuvId: (await unoEstinto()).iuvId }),
};

async function inPagamento(come: { attesa: boolean }): Promise<AvvisoDiProva> {
  const avviso = await unAvviso(p.mondo, ente, nuovo());
  await segna(avviso, come);
  return avviso;
}

async function segna({ numeroAvviso }: AvvisoDiProva, come: { attesa: boolean }): Promise<void> {
  await citta().tx((t) => segnaInPagamento(t, [{ numeroAvviso, dominio: ente.codiceFiscale }], come));
}

async function iuvDi({ posizioneId }: PosizioneInserita, n: number): Promise<IuvId> {
  const { rows } = await sql<{ iuvId: IuvId }>`
    select iuv_id as "iuvId" from posizioni.dovuto where posizione_id = ${posizioneId} order by opzione_id, ordine`.execute(
    ctxDi(p.mondo, 'worker').db,
  );
  return rows[n]?.iuvId ?? expect.fail();
}

/** Of two ways to pay, one was taken: the other one's notice, and the number of that which was paid. */
async function unoEstinto(): Promise<{ iuvId: IuvId; pagato: string }> {
  const posizione = await unaPosizione(ctxDi(p.mondo, 'worker', ente.enteId), [unicaDi(3000), unicaDi(3000)]);
  const [a, b] = posizione.dovuti;
  const [numeroAvviso, altro] = [a?.numeroAvviso ?? expect.fail(), b?.numeroAvviso ?? expect.fail()];
  await pagaAvviso(p.mondo, ente, { iuvId: '' as IuvId, iuv: '', iud: '', numeroAvviso });
  const { rows } = await sql<{ iuvId: IuvId }>`
    select id as "iuvId" from posizioni.iuv where numero_avviso = ${altro}`.execute(ctxDi(p.mondo, 'worker').db);
  return { iuvId: rows[0]?.iuvId ?? expect.fail(), pagato: numeroAvviso };
}

/** A browser in which this notice is open whole. */
async function conAperto(iuvId: IuvId): Promise<Navigatore> {
  const { token } = await concediApertura(citta(), { token: null, enteId: ente.enteId, iuvId });
  return new Navigatore(p.portale.url).conCookie('portale', token);
}

/** What the page of each state says, at the address of the notice. */
const DICE: Record<Stato, string> = {
  da_pagare: 'Paga adesso',
  in_pagamento: 'Qualcuno sta pagando questo avviso adesso',
  in_attesa_di_ricevuta: 'Il pagamento è partito, aspettiamo la ricevuta',
  pagato: 'Scarica la ricevuta',
  scaduto: 'Questo avviso è scaduto e non si può più pagare',
  annullato: 'L’ente ha annullato questo avviso: non pagarlo',
  estinto: 'Al suo posto è stato pagato',
};
/** What may be done of what is settled: the ente is named, with how to reach it. */
const A_CHI: readonly Stato[] = ['scaduto', 'annullato', 'estinto'];

test('every page about one notice is guarded', () => {
  const diUno = portale.pagine
    .map((pagina) => pagina.percorso)
    .filter((dove) =>
      /^\/avvisi\/:iuv|^\/avviso\/:riferimento$|^\/(carrello|posizioni|pagamenti|arrivo\/:token)$/.test(dove),
    );
  expect(diUno.toSorted()).toEqual(Object.keys(GUARDIE).toSorted());
});

describe.each(Object.keys(FAI) as Stato[])('a notice that is «%s»', (stato) => {
  let iuvId: IuvId;
  let chi: Navigatore;
  beforeAll(async () => {
    ({ iuvId } = await FAI[stato]());
    chi = await conAperto(iuvId);
  });
  const ammessi = (dove: keyof typeof GUARDIE): boolean => ammessa(dove, { stato });

  test('its page says so, and whom to ask', async () => {
    const pagina = await chi.apri(`/avvisi/${iuvId}`);
    expect([pagina.stato, testoDi(pagina.html)]).toEqual([200, expect.stringContaining(DICE[stato])]);
    expect(pagina.html.includes('name="aggiungi"')).toBe(ammessi('/carrello'));
    if (A_CHI.includes(stato)) expect(pagina.html).toContain(`href="/enti/${ente.codIpa}"`);
  });

  test('the summary too, without saying more', async () => {
    const dove = `/avviso/${scriviRiferimento(citta(), { enteId: ente.enteId, iuvId })}`;
    const pagina = await new Navigatore(p.portale.url).apri(dove);
    expect([pagina.stato, pagina.html.includes('Al suo posto')]).toEqual([200, false]);
    expect(pagina.html).not.toMatch(/RSSMRA/);
  });

  test.each(['avviso.pdf', 'ricevuta.pdf'] as const)('%s, or the page that is its own', async (quale) => {
    const dove = `/avvisi/${iuvId}/${quale}`;
    if (ammessi(`/avvisi/:iuv/${quale}`)) expect((await chi.scarica(dove)).tipo).toBe('application/pdf');
    else expect(percorso(await chi.apri(dove))).toBe(`/avvisi/${iuvId}`);
  });

  test('in the carrello, or the page that is its own', async () => {
    // The page was open before: its button is still there.
    const pronto = await conAperto(iuvId);
    const vecchia = await pronto.apri(`/avvisi/${iuvId}`);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(vecchia.html)?.[1] ?? '';
    const nascosto = (nome: string, valore: string): string => `<input type="hidden" name="${nome}" value="${valore}">`;
    const campi = nascosto('_csrf', csrf) + nascosto('aggiungi', iuvId);
    const html = `<form method="post" action="/carrello">${campi}</form>`;
    const dopo = await pronto.invia({ ...vecchia, html }, { poi: 'paga' }, 'aggiungi');
    expect(percorso(dopo)).toBe(ammessi('/carrello') ? '/carrello' : `/avvisi/${iuvId}`);
    if (!ammessi('/carrello')) expect(testoDi(dopo.html)).toContain(DICE[stato]);
  });
});

test('of a draft nothing may be done', () => {
  for (const dove of Object.keys(GUARDIE) as (keyof typeof GUARDIE)[])
    expect([dove, ammessa(dove, { stato: 'bozza' })]).toEqual([dove, false]);
  expect(Object.keys(FAI).toSorted()).toEqual(
    Object.keys(SI_PUO)
      .filter((s) => s !== 'bozza')
      .toSorted(),
  );
});

describe.each(Object.keys(FAI) as Stato[])('of who signed in, a notice that is «%s»', (stato) => {
  const persona = unaPersona({ codiceFiscale: DEBITORE.codice as CodiceFiscale });

  test('is chosen among the open ones, or found among those paid', async () => {
    const { iuvId } = await FAI[stato]();
    const { chi } = await entra(p.mondo, p.portale, persona);
    const siSceglie = (await chi.apri('/posizioni')).html.includes(`name="scegli" value="${iuvId}"`);
    expect(siSceglie).toBe(ammessa('/posizioni', { stato }));
    const siTrova = (await chi.apri('/pagamenti')).html.includes(`/avvisi/${iuvId}`);
    expect(siTrova).toBe(ammessa('/pagamenti', { stato }));
  });

  test('that they asked for themselves is taken back, or its page says that it cannot be', async () => {
    const { iuvId } = await FAI[stato]();
    await ctxDi(p.mondo, 'worker', ente.enteId).tx((t) =>
      sql`update posizioni.posizione as p set iupd = 'S-' || replace(p.id::text, '-', '')
           where p.ente_id = ${ente.enteId}
             and p.id in (select d.posizione_id from posizioni.dovuto as d where d.iuv_id = ${iuvId})`.execute(t.db),
    );
    const { chi } = await entra(p.mondo, p.portale, persona);
    expect((await chi.apri(`/avvisi/${iuvId}`)).html.includes(`href="/avvisi/${iuvId}/ritira"`)).toBe(
      permette({ stato }, 'ritira'),
    );
    const pagina = await chi.apri(`/avvisi/${iuvId}/ritira`);
    expect([pagina.stato, pagina.html.includes('name="ritira"')]).toEqual([
      200,
      ammessa('/avvisi/:iuv/ritira', { stato }),
    ]);
  });
});

describe('what an ente has prepared', () => {
  /** How each state comes about of something that is in it already. */
  const DIVENTA: Partial<Record<Stato, (avviso: AvvisoDiProva) => Promise<void>>> = {
    da_pagare: async () => undefined,
    in_pagamento: (avviso) => segna(avviso, { attesa: false }),
    in_attesa_di_ricevuta: (avviso) => segna(avviso, { attesa: true }),
    pagato: (avviso) => pagaAvviso(p.mondo, ente, avviso),
    annullato: ({ iud }) => annullaAvviso(p.mondo, ente, { IUD: iud }),
  };

  test.each(Object.keys(DIVENTA) as Stato[])('that is «%s»: to be paid, or not any more', async (stato) => {
    const { IUD: iud, causaleVersamento: causale } = nuovo();
    const per = (enteId: EnteId): Ctx =>
      creaCtx(p.mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId });
    const { enteId } = ente;
    const dovuti = [dovutoDi(1000, null, { iud, causale, causalePubblica: causale })];
    const voci = [{ enteId, debitore: DEBITORE, dovuti }];
    const richiesta = { enteId, voci, ritorno: null, modo: 'breve', email: null } as const;
    const { token, idSession } = valoreDi(await preparaCarrello(per, richiesta));
    // Somebody has been about to pay it: until then nobody is asked for it.
    await sql`
      select pagamenti.pubblica_preparati(a.id, 'sistema') from pagamenti.arrivo as a where a.id_session = ${idSession}`.execute(
      ctxDi(p.mondo, 'portale').db,
    );
    const { rows } = await sql<AvvisoDiProva>`
      select i.id as "iuvId", i.iuv, i.numero_avviso as "numeroAvviso", d.iud
        from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
       where d.iud = ${iud}`.execute(ctxDi(p.mondo, 'worker').db);
    await DIVENTA[stato]?.(rows[0] ?? expect.fail());
    const pagina = await new Navigatore(p.portale.url).apri(`/arrivo/${token}`);
    expect(pagina.html.includes('name="visto"')).toBe(ammessa('/arrivo/:token', { stato }));
    expect(pagina.html).toMatch(/<h1[\s>]/);
  });
});

test('closed by another way to pay: its page says which, with its number', async () => {
  const { iuvId, pagato } = await unoEstinto();
  const testo = testoDi((await (await conAperto(iuvId)).apri(`/avvisi/${iuvId}`)).html);
  expect(testo).toContain('Al suo posto è stato pagato');
  expect(testo).toContain(pagato);
});

test('in the carrello of this session, or sent from it: go there', async () => {
  const { iuvId } = await FAI.da_pagare();
  const chi = await conAperto(iuvId);
  const vecchia = await chi.apri(`/avvisi/${iuvId}`);
  const carrello = await chi.invia(vecchia, { poi: 'paga' }, 'aggiungi');
  expect((await chi.apri(`/avvisi/${iuvId}`)).html).toContain('href="/carrello"');
  await chi.invia(carrello, {}, 'visto');
  const inCorso = await chi.apri(`/avvisi/${iuvId}`);
  expect(testoDi(inCorso.html)).toContain('Stai già pagando questo avviso');
  expect(inCorso.html).not.toContain('name="aggiungi"');
  // The back button, and once more.
  expect(percorso(await chi.invia(vecchia, { poi: 'paga' }, 'aggiungi'))).toMatch(/^\/pagamento\//);
});
