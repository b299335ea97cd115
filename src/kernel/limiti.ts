const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;
const SECONDO_MS = 1000;
const MINUTO_MS = 60 * SECONDO_MS;
const ORA_MS = 60 * MINUTO_MS;
const GIORNO_MS = 24 * ORA_MS;

/** Every bound of the product, with its reason. Units are in the name: Bytes, Ms, otherwise a count. */
export const LIMITI = {
  // --- Files of dovuti -----------------------------------------------------------------------------------------------

  /** Uploaded ZIP. Five times what ente software was ever allowed to send (10 MB). */
  zipBytesMax: 50 * MB,
  /** Sum of the bytes unzipped, counted while they are read: the header of an entry may lie. */
  zipBytesApertiMax: 1 * GB,
  /** Entries of the ZIP's directory. One is read and `<base>.*` are ignored: more than a handful is an accident or an attack. */
  zipVociMax: 1000,
  /** Unzipped : zipped. Rows that are all alike reach 100; a bomb begins at 1,000. */
  zipRapportoMax: 200,
  /** The ratio is judged only after these unzipped bytes: a small file of equal rows is harmless, whatever its ratio. */
  zipRapportoDopoBytes: 10 * MB,
  /** Characters of the shared texts of a spreadsheet: held in memory while it is read. A million rows with a name and an address each. */
  foglioCaratteriMax: 128 * MB,
  /** One line. The columns of a 1_4 row add up to less than 8,000 characters, 32 kB in UTF-8 at the worst. */
  rigaBytesMax: 64 * KB,
  /** Data rows of one file: what 1 GB holds at 500 bytes a row. More is sent as several files. */
  righeMax: 2_000_000,
  /** Rows applied in one transaction: whoever pays one of them waits a quarter of a second, and a kill undoes no more (house 4). */
  fettaRighe: 2500,
  /**
   * Rows of the first slice of a run: few, so that the server's figures can be made before the large ones. On tables that are nearly
   * empty it cannot tell a key from an index that begins alike, and keeps its choice while they grow (20 times slower, measured).
   */
  fettaPrimaRighe: 250,
  /**
   * Files that one process works two slices at a time, each on a connection more: one, for a file alone finds a core that nobody uses, and
   * where many come at once the cores are taken already. The others go one slice at a time.
   */
  carichiDoppiMax: 1,
  /** Rows that deserve a look, kept of a file: enough to see what is wrong with them all. */
  avvertenzeMax: 100,
  /**
   * Rows whose notices are in one ZIP: at some twenty milliseconds each it takes two minutes to make, and a person waits for it. Of a
   * larger file the notices come in several.
   */
  avvisiZipRighe: 5000,
  /** ZIPs of notices that one process makes at once: each has a thread of its own and takes a core as long as it lasts. */
  avvisiZipInsieme: 2,
  /** How long a slice of an import waits for a row that a payment holds, before it tries again. A receipt waits without bound. */
  fettaAttesaLockMs: 2 * SECONDO_MS,

  /** A document of an ente on its way in: an act with its attachments, scanned. */
  documentoPassoBytesMax: 20 * MB,
  /** The file of the public index of the administrations, from which an ente is read: 24,000 rows, twice over. */
  ipaBytesMax: 40 * MB,

  // --- Messages ------------------------------------------------------------------------------------------------------

  /** A SOAP message, before it is parsed. The largest real one, a receipt with five transfers and metadata, stays under 64 kB. */
  soapBytesMax: 1 * MB,
  /** transferList of paForNode: 1..5, whatever number of dovuti the iuv pays. */
  quotePerIuvMax: 5,
  /** Who owes beside the first debtor: a family, the heirs of somebody. */
  debitoriMax: 20,
  /** Metadata that go to pagoPA: entries of a block, and characters of each side (pagopa.md 2.10). */
  metadatiPagopaMax: 15,
  metadatoPagopaCaratteriMax: 140,
  /** Metadata that stay with us, keys and values of a posizione. */
  metadatiBytesMax: 4 * KB,
  /** Why an act was done, as a person writes it. */
  motivoCaratteriMax: 500,
  /** What a clerk writes of a dovuto for the others: a telephone call, told. */
  notaCaratteriMax: 2000,
  /** `description` and `remittanceInformation` of paForNode are stText140. */
  causalePubblicaCaratteriMax: 140,
  /** causaleVersamento from 1_1 on. */
  causaleCaratteriMax: 1024,
  /** Payload of a read kept in the giornale degli eventi, before compression; a receipt is kept whole. */
  eventoContenutoBytesMax: 16 * KB,
  /** A read waits at most this long before it is written in the giornale: it is what a crash may lose. */
  eventoAttesaMs: 1 * SECONDO_MS,
  /** …and at most this many wait with it. */
  eventoAttesaRigheMax: 1000,
  /** SANP asks for at least 24 months of event log. */
  eventoMesi: 24,
  /** Receipts prove payments: kept as long as the ente may be asked about them. */
  eventoRicevutaMesi: 120,

  // --- REST door of the ente's software ---------------------------------------------------------------------------------

  /** A request in JSON: a thousand posizioni with plans and other beneficiaries. */
  apiCorpoBytesMax: 8 * MB,
  /** Posizioni of one call: more are a file. */
  apiPosizioniMax: 1000,
  /** Calls of one key in a minute, to one process: a hundred a second is more than an ente has to say, and leaves room for the others. */
  apiRichiesteMinutoMax: 6000,
  /** Rows of one page of a list. */
  apiPaginaMax: 200,
  /** What was answered to an Idempotency-Key is answered again for as long… */
  apiIdempotenzaMs: 1 * GIORNO_MS,
  /** …and who has not answered for as long has died. */
  apiRichiestaMs: 5 * MINUTO_MS,
  /** A file that is sent in pieces, from the first to the last: over a night without a line. */
  apiCaricamentoMs: 1 * GIORNO_MS,

  // --- Taxonomy of pagoPA --------------------------------------------------------------------------------------------

  /** The published list weighs half a megabyte. */
  tassonomiaBytesMax: 8 * MB,
  /** Nobody waits for it but a job of the night. */
  tassonomiaAttesaMs: 30 * SECONDO_MS,

  // --- Rendicontazione -----------------------------------------------------------------------------------------------

  /** A FlussoRiversamento loaded by hand: some 450 bytes a payment, and the largest that PSPs publish have a hundred thousand. */
  rendicontazioneBytesMax: 100 * MB,
  /** Payments of one statement, which is written in one transaction. */
  rendicontazioneRigheMax: 200_000,
  /** Statements taken at one run for one ente: the next run goes on from there. */
  rendicontazioniPerVolta: 500,
  /** One question to the FdR service; nobody waits for it but a job. */
  fdrAttesaMs: 30 * SECONDO_MS,
  /** One page of its answers: a thousand payments take 250 kB. */
  fdrCorpoBytesMax: 4 * MB,
  /** The cursor goes back as much, because what was published before may show later (house 4). */
  fdrRipresaMs: 2 * GIORNO_MS,
  /** An ente whose statements were not fetched for so long is late: three runs missed. */
  fdrRitardoMs: 6 * ORA_MS,
  /** Questions to biz-events with one key in an hour: pagoPA gives some ten, and they are for exceptions (the database says so too). */
  recuperoChiamateMax: 8,
  recuperoFinestraMs: 1 * ORA_MS,
  /** Answers without the receipt, one a day, after which somebody has to see to it. */
  recuperoTentativiMax: 5,
  recuperoOgniMs: 1 * GIORNO_MS,
  /** A person asks again for the same one at most as often: the questions are few, and of all the enti. */
  recuperoRiprovaMs: 10 * MINUTO_MS,
  /** A receipt that is being asked for is nobody else's for as long: whoever is at it may have died. */
  recuperoPresaMs: 10 * MINUTO_MS,
  /** A payer is back from Checkout before the Nodo brings the receipt: later than this it is waited for… */
  recuperoDopoRientroMs: 15 * MINUTO_MS,
  /** …and carrelli of longer ago were seen to already. */
  recuperoRientriMs: 3 * GIORNO_MS,
  /** One question to biz-events; nobody waits for it but a job. */
  bizEventsAttesaMs: 30 * SECONDO_MS,
  /** One receipt: with five stamps it stays below 100 kB. */
  bizEventsCorpoBytesMax: 1 * MB,

  // --- Registro ------------------------------------------------------------------------------------------------------

  /** An act is in a sealed block at most this long after the horizon passed it. */
  sigilloAttesaMs: 60 * SECONDO_MS,

  // --- Payment -------------------------------------------------------------------------------------------------------

  /** A paGetPayment makes its dovuto `in_pagamento` for this long: past it, the person at the PSP has gone away (model 2). */
  inPagamentoMs: 30 * MINUTO_MS,
  /** What the ente quoted holds for verify and for the get that follows (model 3). */
  quotazioneMs: 30 * MINUTO_MS,
  /** What the ente has to quote: the Nodo expects 98 answers in 100 within 2 s, ours included. */
  quotazioneAttesaMs: 1200,
  /** What the service of an ente said of a notice of its own: a receipt that was lost is asked for within the year. */
  avvisoEnteMs: 400 * GIORNO_MS,
  /** How long that service may be waited for: the Nodo waits for 7 s, ours included, and wants 98 answers in 100 within 2. */
  pressoEnteAttesaMinMs: 1 * SECONDO_MS,
  pressoEnteAttesaMaxMs: 5 * SECONDO_MS,
  /** And until when, from when the Nodo asked: however long we took before, a second is left for our answer. */
  pressoEnteEntroMs: 6 * SECONDO_MS,
  /** A receipt without idCart is tied by notice number to a carrello sent within this time (model 6). */
  carrelloRicevutaMs: 24 * ORA_MS,
  /** paymentNotices of Checkout, and so the notices of a carrello: 1..5. */
  carrelloVociMax: 5,
  /** Open posizioni, and payments, that one page shows to their person: more is narrowed by what one looks for. */
  posizioniMax: 500,
  /** A delega holds for this long at most: then the ente looks at its document again. */
  delegaMesiMax: 60,
  /** So many days before a notice is due, who has asked for it is reminded: time to pay it at a bank, too. */
  promemoriaGiorni: 7,
  /** Notices that one mail lists; the others are counted. */
  promemoriaRigheMax: 20,
  /** People whose mails are prepared together. */
  promemoriaInsieme: 200,
  /** Checkout asks us what each notice costs before it answers: five verifies, and a person who waits. */
  checkoutAttesaMs: 15 * SECONDO_MS,
  /** The provider of identity, each of its answers: while a person looks at a blank page. */
  identitaAttesaMs: 5 * SECONDO_MS,
  /** A carrello that nobody touches any more: no session lives as long. */
  carrelloApertoMs: 2 * GIORNO_MS,
  /** Of who has signed in, who finds it again. */
  carrelloNominativoMs: 30 * GIORNO_MS,
  /** The page that says how a payment went may be opened from its mail for as long… */
  carrelloPaginaMs: 30 * GIORNO_MS,
  /** …and the payer's address is kept no longer. */
  carrelloEmailMs: 30 * GIORNO_MS,

  // --- Payment links from a spreadsheet --------------------------------------------------------------------------------

  /** Some 100 bytes a row, with room for long answers; a school or a cemetery has a few thousand. */
  foglioLinkBytesMax: 5 * MB,
  /** Rows of one sheet: each goes through the whole form while somebody waits. */
  foglioLinkRigheMax: 5000,
  /** One that nobody confirms holds answers about people: it goes the day after. */
  foglioLinkAttesaMs: 1 * GIORNO_MS,
  /** As long the addresses may be downloaded again beside their rows. */
  foglioLinkConservatoMs: 90 * GIORNO_MS,

  // --- Receipts by mail ----------------------------------------------------------------------------------------------

  /** What goes attached to one mail: five receipts with a logo weigh less than half of it; past it the mail says where they are. */
  postaAllegatiBytesMax: 1 * MB,
  /** Receipts that are told in one transaction, each by a mail at most; a run goes on for as many such slices… */
  ricevuteDaDireInsieme: 500,
  /** …and the next one, a minute later, goes on from there. */
  ricevuteDaDireFetteMax: 40,
  /** The same notice, or receipt, mailed again by a clerk in a day: whoever loses it three times asks at the desk. */
  inviiDovutoGiornoMax: 3,

  // --- What searches answer from (posizioni.ricerca) ------------------------------------------------------------------------

  /** How often it is brought up to date. The queue looks for what is due every 2 seconds: it is never more than 5 behind. */
  ricercaOgniMs: 1.5 * SECONDO_MS,
  /** Rows of the histories read in one transaction: below a second of work, for it holds the horizon of the others. */
  ricercaFetta: 5000,
  /** …and in one run, which takes a place among the jobs: a minute or two. */
  ricercaFetteMax: 200,
  /** How long what an operator looks for is kept under an address that does not say it: a day of work. */
  ricercaSalvataMs: 8 * ORA_MS,

  // --- Files that the ente's software sends and takes away (mypay-webservices.md 1.9, 0.4) ---------------------------------------

  /** Leave to send one file, from when it is asked for. */
  invioMs: 1 * ORA_MS,
  /** Files that one process receives at once before it has been told by whom: their token comes after them, and they may be anybody's. */
  inviiAnonimiInsieme: 4,
  /** The address at which a file may be taken away, from when it is told. */
  indirizzoFileMs: 2 * ORA_MS,
  /** Statements of the PSPs in one list: one asks for some days, and of some days there are not so many. */
  elencoSpcMax: 20_000,

  // --- Payments begun at the ente (mypay-webservices.md 3.6) -----------------------------------------------------------------

  /** Within which somebody begins to pay what an ente has prepared… */
  arrivoMs: 1 * ORA_MS,
  /** …who is a little late when the ente asks is not yet too late. */
  arrivoGraziaMs: 5 * MINUTO_MS,
  /** What was made for it and nobody pays is annulled so long after it was left: as long as a receipt may be late. */
  arrivoRitiroMs: 24 * ORA_MS,
  /** An ente asks how it went for as long; a receipt that comes later is in its exports. */
  arrivoConservatoMs: 10 * GIORNO_MS,
  /** Arrivi that one run of the job closes at most: the others wait for the next. */
  arriviChiusiMax: 1000,
  /** Which the browser takes along to the ente's site, to ask at once how it went. */
  pollingTokenMs: 1 * MINUTO_MS,

  // --- Files attached to a form (how many and how large they are in one, the database says too) ---------------------------

  /** The largest file: a document scanned at 300 dpi in a few pages. A field of a form may ask for less. */
  allegatoBytesMax: 10 * MB,
  /** A form sent with all its files at once. Past it nothing is read; before it what is too large is refused by its own field. */
  allegatiInvioBytesMax: 1 * GB,
  /** Places for a file in one form: rows of a group included, and empty ones. */
  allegatiCampiMax: 200,
  /** Of one form that somebody is filling in. */
  allegatiModuloMax: 20,
  allegatiModuloBytesMax: 40 * MB,
  /** Larger than any telephone takes a photograph… */
  allegatoLatoMax: 9000,
  /** …and kept no larger than a page at 300 dpi, which is read as well. */
  allegatoLatoTenuto: 3508,
  /** Files in an hour, from one block of addresses and in all: beside the space, which is bounded by itself. */
  allegatiIndirizzoMax: 60,
  allegatiInstallazioneMax: 3000,
  allegatiFinestraMs: 1 * ORA_MS,

  // --- Looking for an ente -------------------------------------------------------------------------------------------

  /** What is written in the box of the search: longer than any name. */
  entiCercatiCaratteriMax: 100,
  /** On a page: what one looks through on a telephone. */
  entiPagina: 25,
  /** In all: past it whoever searches is asked to say more. */
  entiTrovatiMax: 500,

  // --- What people say of the pages ----------------------------------------------------------------------------------

  /** From one block of addresses, and in all, in an hour: somebody who reports page after page, not somebody who fills a mailbox. */
  segnalazioniIndirizzoMax: 5,
  segnalazioniInstallazioneMax: 200,
  segnalazioniFinestraMs: 1 * ORA_MS,
  /** The text (the database says so too), and its shorter fields. */
  segnalazioneCaratteriMax: 3000,
  segnalazioneVoceCaratteriMax: 300,
  /** Kept for as long: an answer is due in 30 days, and somebody may ask again. */
  segnalazioniMs: 180 * GIORNO_MS,

  // --- Anonymous look-ups (model 11): pairs of notice number and tax code tried in an hour ---------------------------

  /** From one block of addresses: a family's notices, and no more. */
  coppieIndirizzoMax: 10,
  /** On one notice number: someone who mistypes a tax code, not someone who tries them all. */
  coppieAvvisoMax: 5,
  /** On the installation: what is left to an attack from many addresses. */
  coppieInstallazioneMax: 1000,
  coppieFinestraMs: 1 * ORA_MS,

  // --- Proof of a mail address (model 11) ----------------------------------------------------------------------------

  /** A link is long enough not to be guessed: only a mailbox left open bounds it. */
  linkPostaMs: 60 * MINUTO_MS,
  /** A code is short: so are its life and the number of its attempts. */
  codicePostaMs: 15 * MINUTO_MS,
  codicePostaTentativiMax: 5,
  /** To one address: nobody may flood somebody else's mailbox through us… */
  postaIndirizzoMax: 3,
  postaIndirizzoFinestraMs: 1 * ORA_MS,
  /** …nor keep at it all day, to one address for one ente. */
  postaEnteIndirizzoMax: 20,
  postaEnteIndirizzoFinestraMs: 1 * GIORNO_MS,
} as const;
