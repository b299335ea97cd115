import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { formatGiornoLungo, piuMesi } from '#kernel/giorno';
import { lavori as lavoriNotifiche } from '#modules/notifiche';
import { chiediDelega, contaDelegheDaDecidere } from '#modules/posizioni';
import type { Identita } from '#modules/utenti';
import { creaCtx } from '#platform/contesto';
import { unPdf } from '#support/allegati';
import { databaseNuovo } from '#support/db';
import { testoDi, type Navigatore } from '#support/navigatore';
import {
  apriPortale,
  entra as entraNelPortale,
  mondoFermo,
  unaPersona,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: MondoFermo;
let ufficio: UfficioDiProva;
let portale: PortaleDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  [ufficio, portale] = [await apriUfficio(mondo), await apriPortale(mondo)];
});
afterAll(async () => {
  await ufficio.chiudi();
  await portale.chiudi();
});

const DELEGHE = '/ufficio/deleghe';

async function alLavoro(ruolo: 'operatore' | 'ragioneria' | 'amministratore' = 'amministratore') {
  const ente = await unEnte(mondo);
  return { ente, anna: await entra(ufficio, await unOperatore(mondo, [ente], { ruolo })) };
}

async function chiede(ente: EnteDiProva, io: Identita, { nome = 'Nonna Ada', genere = 'delega' } = {}) {
  const attore = { tipo: 'cittadino', codiceFiscale: io.codiceFiscale } as const;
  const richiesta = { enteId: ente.enteId, delegato: io, codice: unaPersona().codiceFiscale, nome, genere };
  const file = { nome: 'procura.pdf', byte: unPdf() };
  return valoreDi(await chiediDelega(creaCtx(mondo, { ruolo: 'portale', attore }), { ...richiesta, file }));
}

/** Does what the worker does when an ente has decided; how many mails went out. */
async function spedisci(ente: EnteDiProva, delegaId: string): Promise<string[]> {
  const prima = mondo.posta.length;
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const fai = async (nome: string, payload: Record<string, string>): Promise<void> =>
    lavoriNotifiche.find((uno) => uno.nome === nome)?.esegui(ctx, payload);
  await fai('fatto.posizioni.delega_decisa', { delegaId });
  await fai('fatto.posizioni.delega_decisa', { delegaId });
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    `select id from notifiche.messaggio where chiave like $1 and inviato_il is null`,
    [`delega:${delegaId}:%`],
  );
  for (const { id } of rows) await fai('notifiche.invia', { messaggioId: id });
  return mondo.posta.slice(prima).map(({ a, oggetto, testo }) => `${a} ${oggetto} ${testo}`);
}

/** They have proved an address: a mail with a code, which other tests go through. */
async function conEmail({ codiceFiscale }: Identita, email: string): Promise<void> {
  const portale = creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale } });
  await portale.tx((t) => sql`update utenti.cittadino set email = ${email}`.execute(t.db));
}

const apriAtto = async (anna: Navigatore, id: string, bottone: string) =>
  anna.apri(collegamento(await anna.apri(`${DELEGHE}/${id}`), bottone));

describe('deleghe of an ente', () => {
  test('wait in a list, each with its document; approved, the citizen sees it and is told', async () => {
    const { ente, anna } = await alLavoro();
    expect(testoDi((await anna.apri(DELEGHE)).html)).toContain('Nessuna delega da decidere');
    const { persona: io, chi } = await entraNelPortale(mondo, portale, unaPersona());
    await conEmail(io, 'io@example.org');
    const id = await chiede(ente, io, { nome: 'Ada <b>Neri</b>' });
    expect(await contaDelegheDaDecidere(ctxDi(mondo, 'ufficio', ente.enteId))).toBe(1);
    expect(testoDi((await anna.apri('/ufficio')).html)).toContain('Deleghe da decidere: 1.');
    const elenco = await anna.apri(collegamento(await anna.apri('/ufficio'), 'Deleghe'));
    expect(elenco.html).not.toContain('<b>Neri');
    for (const detto of ['1 delega', 'Ada <b>Neri</b>', 'Glielo ha chiesto la persona'])
      expect(testoDi(elenco.html)).toContain(detto);
    const scheda = await anna.apri(`${DELEGHE}/${id}`);
    const documento = await anna.scarica(collegamento(scheda, 'Scarica il documento'));
    expect([documento.nome, documento.byte]).toEqual(['procura.pdf', unPdf()]);
    const { headers } = await fetch(`${ufficio.url}${DELEGHE}/${id}/documento`, {
      headers: { cookie: `ufficio=${anna.cookie('ufficio') ?? ''}` },
    });
    expect([
      headers.get('content-disposition')?.startsWith('attachment'),
      headers.get('x-content-type-options'),
    ]).toEqual([true, 'nosniff']);
    const aperta = await apriAtto(anna, id, 'Approva');
    const altra = await apriAtto(anna, id, 'Respingi');
    for (const [validaAl, detto] of [
      ['boh', 'Scrivi una data che esista'],
      ['2020-01-01', 'Il giorno va da oggi'],
      ['2099-01-01', 'Il giorno va da oggi'],
    ] as const) {
      const no = await anna.invia(aperta, { validaAl });
      expect([no.stato, testoDi(no.html).includes(detto), no.html.includes(validaAl)]).toEqual([422, true, true]);
    }
    const fino = piuMesi(ctxDi(mondo, 'worker').oggi, 6);
    const fatta = await anna.invia(aperta, { validaAl: fino });
    for (const detto of [
      'La delega è approvata',
      'Attiva',
      formatGiornoLungo(fino),
      'Delega approvata',
      'Anna Operosa',
    ])
      expect(testoDi(fatta.html)).toContain(detto);
    // Twice, or by who had it open to refuse: it is decided, and nothing changes.
    for (const pagina of [await anna.invia(aperta, { validaAl: fino }), await anna.invia(altra, { motivo: 'No.' })])
      expect([pagina.stato, testoDi(pagina.html).includes('qualcuno ha già deciso')]).toEqual([422, true]);
    expect(new URL((await anna.apri(`${DELEGHE}/${id}/rifiuta`)).url).pathname).toBe(`${DELEGHE}/${id}`);
    expect(testoDi((await chi.apri('/deleghe')).html)).toContain('Approvata');
    const [mail, ...altre] = await spedisci(ente, id);
    expect(altre).toEqual([]);
    for (const detto of ['io@example.org', 'ha approvato la delega', ente.denominazione]) expect(mail).toContain(detto);
    expect(mail).not.toMatch(/Ada|Neri|procura/);
  });

  test('are refused, and taken back, with a reason that who asked reads', async () => {
    const { ente, anna } = await alLavoro();
    const { persona: io, chi } = await entraNelPortale(mondo, portale);
    const [no, si] = [await chiede(ente, io, { nome: 'Nonno Ugo' }), await chiede(ente, io)];
    const aperta = await apriAtto(anna, no, 'Respingi');
    const muta = await anna.invia(aperta, { motivo: '  ' });
    expect([muta.stato, testoDi(muta.html).includes('Scrivi perché')]).toEqual([422, true]);
    const motivo = 'Manca la <script>firma</script>.';
    const respinta = await anna.invia(aperta, { motivo });
    expect([respinta.html.includes('<script>firma'), testoDi(respinta.html).includes(motivo)]).toEqual([false, true]);
    const fino = piuMesi(ctxDi(mondo, 'worker').oggi, 6);
    await anna.invia(await apriAtto(anna, si, 'Approva'), { validaAl: fino });
    const revocata = await anna.invia(await apriAtto(anna, si, 'Revoca'), { motivo: 'È cambiato il tutore.' });
    expect(testoDi(revocata.html)).toContain('La delega è revocata');
    const suoi = await chi.apri('/deleghe');
    for (const detto of ['Non approvata', motivo, 'Revocata', 'È cambiato il tutore.'])
      expect(testoDi(suoi.html)).toContain(detto);
    // Who proved no address is told by the portal alone.
    expect(await spedisci(ente, si)).toEqual([]);
    expect(testoDi((await anna.apri('/ufficio/registro')).html)).toContain('Delega respinta');
  });

  test('are listed by how they stand, and downloaded as they are listed', async () => {
    const { ente, anna } = await alLavoro();
    const [io, fino] = [unaPersona(), piuMesi(ctxDi(mondo, 'worker').oggi, 6)];
    const [a, b] = [await chiede(ente, io, { nome: '=Ada' }), await chiede(ente, io, { nome: 'Bice' })];
    await chiede(ente, io, { nome: 'Carla' });
    for (const id of [a, b]) await anna.invia(await apriAtto(anna, id, 'Approva'), { validaAl: fino });
    const ieri = '2020-01-01';
    await mondo.pools.worker.query('update posizioni.delega set valida_al = $1 where id = $2', [ieri, b]);
    const nomi = async (quali: string) => {
      const testo = testoDi((await anna.apri(`${DELEGHE}?quali=${quali}`)).html);
      return ['=Ada', 'Bice', 'Carla'].filter((nome) => testo.includes(nome));
    };
    expect(await Promise.all(['', 'attive', 'scadute', 'revocate', 'tutte'].map(nomi))).toEqual([
      ['Carla'],
      ['=Ada'],
      ['Bice'],
      [],
      ['=Ada', 'Bice', 'Carla'],
    ]);
    const elenco = await anna.apri(`${DELEGHE}?quali=attive`);
    const csv = await anna.scarica(collegamento(elenco, 'Scarica l’elenco (CSV)'));
    expect(csv.byte.toString('utf8').split('\r\n')[1]).toMatch(/;'=Ada;.*;Attiva;/);
    const xlsx = await anna.scarica(collegamento(elenco, 'Scarica l’elenco (Excel)'));
    expect([xlsx.nome.endsWith('.xlsx'), xlsx.byte.subarray(0, 2).toString()]).toEqual([true, 'PK']);
    expect((await anna.apri(`${DELEGHE}/elenco/pdf`)).stato).toBe(404);
    // Fifty-one, and the page after: by their keys.
    for (let n = 0; n < 51; n += 1) await chiede(ente, unaPersona(), { nome: `Persona ${n}` });
    const seconda = await anna.apri(collegamento(await anna.apri(DELEGHE), 'Successiva'));
    expect(testoDi(seconda.html)).toContain('Persona 50');
    expect(testoDi((await anna.apri(collegamento(seconda, 'Precedente'))).html)).toContain('Carla');
  });

  test('of another ente are not there; who follows some kinds only sees none, and only who administers decides', async () => {
    const { ente, anna } = await alLavoro();
    const id = await chiede(ente, unaPersona());
    const { anna: altrove } = await alLavoro();
    for (const via of ['', '/documento', '/approva', '/boh'])
      expect((await altrove.apri(`${DELEGHE}/${id}${via}`)).stato).toBe(404);
    const aperta = await apriAtto(anna, id, 'Approva');
    const fuori = await altrove.invia({ ...aperta, html: aperta.html }, { validaAl: '2026-12-31' });
    expect([403, 404]).toContain(fuori.stato);
    const conti = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'ragioneria' }));
    expect(testoDi((await conti.apri(`${DELEGHE}/${id}`)).html)).toContain('Decide chi amministra l’ente');
    expect((await conti.apri(`${DELEGHE}/${id}/approva`)).stato).toBe(403);
    const parte = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    for (const via of [DELEGHE, `${DELEGHE}/${id}`, `${DELEGHE}/${id}/documento`])
      expect((await parte.apri(via)).stato).toBe(403);
    expect((await anna.apri(`${DELEGHE}/nessuna`)).stato).toBe(404);
  });
});
