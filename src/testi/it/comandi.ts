import { formatGiorno, giornoA, type Giorno } from '#kernel/giorno';
import { formatEuro, type Cents } from '#kernel/importo';

/** What is said of a file while it is loaded, and when it has been. */
type Svolgimento = {
  stato: keyof typeof STATI_FLUSSO;
  righeTotali: number | null;
  righeApplicate: number;
  righeAccettate: number;
  righeScartate: number;
};

const STATI_FLUSSO = {
  in_corrispondenza: 'colonne da indicare',
  in_anteprima: 'da confermare',
  ricevuto: 'in coda',
  in_corso: 'in corso',
  eseguito: 'terminato',
  fallito: 'non riuscito',
  annullato: 'annullato',
};

const STATI_ANNULLO = { richiesto: 'in coda', in_corso: 'in corso', eseguito: 'finito', interrotto: 'fermato' };

/** What the command line says. */
export const comandi = {
  aiuto: [
    'Comandi, dopo «npm run mypay --»:',
    '  prepara --admin-url <url>       crea ruoli e base di dati su un PostgreSQL tuo',
    '  configura <file.json>           registra intermediario, stazioni ed enti, come dice il file (docs/esercizio.md)',
    '  operatori nuovo <utente> …      dà a una persona un ruolo per un ente, e la sua prima password',
    '  operatori password <utente>     dà una password nuova a chi l’ha perduta',
    '  enti password-sil <codice IPA>  dà una password nuova al gestionale di un ente',
    '  enti stato <codice IPA> …       dice lo stato di un ente e la sua storia, o lo cambia',
    '  enti tetto <codice IPA> …       quanto può costare un dovuto finché l’ente è in pre-esercizio',
    '  credenziali registra <scopo> …  conserva, cifrato, un segreto con cui si chiama un altro programma',
    '  credenziali ricifra             cifra con la chiave nuova le credenziali cifrate con le altre',
    '  luoghi aggiorna <file.csv>      carica l’archivio dei comuni di ANPR, o gli Stati esteri dell’ISTAT',
    '  luoghi stato                    dice quali luoghi conosciamo, e da quando',
    '  enti stazione-chiudi <IPA> …     chiude da un giorno il collegamento di un ente con una stazione',
    '  tassonomia carica <file>        carica l’elenco della tassonomia che pubblica pagoPA, in JSON o in CSV',
    '  flussi importa <file.zip> …     carica un file di dovuti, e ne segue il caricamento',
    '  flussi stato [<flusso>] …       dice a che punto è un flusso, o quali sono gli ultimi',
    '  flussi esiti <flusso> …         scrive in una cartella i file che un flusso ha restituito',
    '  flussi annulla …                annulla i dovuti che un flusso ha portato e che si possono ancora pagare',
    '  deleghe elenco …                dice chi chiede a un ente di agire per altri; approva, rifiuta, revoca',
    '  carrelli prepara <file.json> …  prepara ciò che un ente fa pagare a chi arriva dal suo sito (docs/integrazione/carrelli.md)',
    '  carrelli esito <idSession> …    dice com’è andato',
    '  carrelli ritorni [<sito> …] …   dice su quali siti un ente può far tornare chi ha pagato',
    '  link crea …                     fa un indirizzo da stampare o da mandare, che porta a un avviso o a un modulo già compilato',
    '  link elenco …, link revoca …    dice quali ha un ente, e ne ritira uno',
    '  ricerca verifica                confronta ciò in cui si cerca con i dovuti',
    '  ricerca ricostruisci            rifà ciò in cui si cerca, e intanto si continua a cercare',
    '  collaudo <IPA>                  dice che cosa il gestionale di un ente ha già fatto bene, requisito per requisito',
    '  registro verifica               prova che il registro degli atti non è stato cambiato',
    '  registro sigilla                sigilla subito gli atti, senza aspettare il minuto',
    'Ciascuno, scritto da solo, dice come si usa.',
  ].join('\n'),
  flussi: {
    uso: [
      'Uso: npm run mypay -- flussi importa <file.zip> --ente <codice IPA> [--attendi <minuti>]',
      '     npm run mypay -- flussi stato [<flusso>] --ente <codice IPA>',
      '     npm run mypay -- flussi esiti <flusso> --ente <codice IPA> --in <cartella> [--avvisi si]',
      'A ciascuno si può aggiungere --ambiente live|prova; senza, è live. <flusso> è il suo codice, il nome del file o lo IUF.',
      'importa aspetta la fine, o i minuti che dici: con 0 non aspetta. Finisce con 0 se tutte le righe sono state caricate, con 3 se',
      'alcune sono state scartate, con 1 se il file è stato rifiutato, con 4 se non ha ancora finito.',
    ].join('\n'),
    nonLetto: (dove: string): string => `Il file ${dove} non c’è, o non si può leggere.`,
    ricevuto: (id: string): string => `Ricevuto: il flusso è ${id}`,
    nonAncora: (id: string): string =>
      `Non ha ancora finito. Il caricamento continua quando MyPay è in funzione: guarda a che punto è con flussi stato ${id}`,
    codice: (codice: string): string => `Codice ${codice}.`,
    progresso: (f: Svolgimento, parte: number): string => {
      if (f.stato === 'ricevuto') return 'In coda';
      if (f.righeTotali === null) return 'Lettura del file';
      const righe = `righe ${intero(f.righeApplicate)} di ${intero(f.righeTotali)}`;
      return `${Math.floor(parte * 100)} %  ${righe}, scartate ${intero(f.righeScartate)}`;
    },
    eseguito: (f: Svolgimento): string =>
      f.righeScartate === 0
        ? `Caricato: tutte le righe, ${intero(f.righeAccettate)}.`
        : `Caricato in parte: righe caricate ${intero(f.righeAccettate)}, scartate ${intero(f.righeScartate)}. ` +
          'Il perché di ciascuna è nel file SCARTI: flussi esiti.',
    inAnteprima: 'Il flusso attende che qualcuno lo confermi nella sua pagina.',
    annullato: 'Il flusso è stato annullato.',
    nessuno: 'Non è ancora arrivato nessun flusso.',
    nonTrovato: (flusso: string): string => `Questo ente non ha un flusso ${flusso}.`,
    riga: (f: Svolgimento & { id: string; nomeFile: string | null; richiestoIl: Date }): string =>
      `${formatGiorno(giornoA(f.richiestoIl))}  ${f.id}  ${f.nomeFile ?? ''}  ${STATI_FLUSSO[f.stato]}, ` +
      `caricate ${intero(f.righeAccettate)}, scartate ${intero(f.righeScartate)}`,
    scritto: (percorso: string): string => `Scritto ${percorso}`,
    nonScritto: (percorso: string): string =>
      `Non si può scrivere ${percorso}: c’è già, la cartella non c’è, o lo spazio è finito.`,
  },
  deleghe: {
    uso: [
      'Uso: npm run mypay -- deleghe elenco --ente <codice IPA> [--tutte si]',
      '     npm run mypay -- deleghe documento <delega> --ente <codice IPA> --in <file>',
      '     npm run mypay -- deleghe approva <delega> --ente <codice IPA> --fino <AAAA-MM-GG>',
      '     npm run mypay -- deleghe rifiuta <delega> --ente <codice IPA> --motivo "<perché>"',
      '     npm run mypay -- deleghe revoca <delega> --ente <codice IPA> --motivo "<perché>"',
      'A ciascuno si può aggiungere --ambiente live|prova; senza, è live. Senza --tutte, elenco dice quelle che aspettano.',
    ].join('\n'),
    nessuna: 'Nessuna delega aspetta.',
    riga: (d: {
      id: string;
      stato: string;
      genere: string;
      delegatoNome: string;
      delegatoCodice: string;
      deleganteNome: string;
      deleganteCodice: string;
      chiestaIl: Date;
      documentoNome: string;
    }): string =>
      `${formatGiorno(giornoA(d.chiestaIl))}  ${d.id}  ${d.stato}  ${d.genere}: ${d.delegatoNome} (${d.delegatoCodice}) ` +
      `per ${d.deleganteNome} (${d.deleganteCodice}), ${d.documentoNome}`,
    fatto: 'Fatto: chi l’ha chiesta lo vede nelle sue deleghe.',
  },
  annulla: {
    uso: [
      'Uso: npm run mypay -- flussi annulla --ente <codice IPA> --iuf <nome del flusso> --motivo "<perché>" [--ambiente live|prova]',
      '     npm run mypay -- flussi annulla --ente <codice IPA> --iuf <nome del flusso> --ferma si',
      'Senza --motivo né --ferma dice a che punto è l’annullamento.',
    ].join('\n'),
    nonTrovato: (iuf: string): string => `L’ente non ha ricevuto nessun flusso che si chiami «${iuf}».`,
    prenotato: (iuf: string): string =>
      `L’annullamento di «${iuf}» è prenotato: lo fa MyPay quando è in funzione. Ripeti il comando senza --motivo e dirà a che punto è.`,
    fermato: 'L’annullamento è fermato: i dovuti già annullati restano annullati.',
    mai: 'Nessuno ha chiesto di annullare questo flusso.',
    stato: (a: { stato: keyof typeof STATI_ANNULLO; annullati: number; esclusi: number }): string =>
      `Annullamento ${STATI_ANNULLO[a.stato]}. Dovuti annullati: ${intero(a.annullati)}. Rimasti come sono: ${intero(a.esclusi)}.`,
  },
  collaudo: {
    uso: [
      'Uso: npm run mypay -- collaudo <codice IPA> [prova | live]',
      'Guarda le chiamate degli ultimi 7 giorni; esce con 0 se è tutto superato, con 3 se manca qualcosa.',
    ].join('\n'),
    sconosciuto: (codIpa: string, ambiente: string): string => `Nessun ente ha codice IPA ${codIpa} in ${ambiente}.`,
  },
  ricerca: {
    uso: [
      'Uso: npm run mypay -- ricerca verifica',
      '     npm run mypay -- ricerca ricostruisci',
      'Si tratta di parole e importi: numeri di avviso, IUV, IUD e codici fiscali si trovano sempre. Intanto si continua a cercare.',
    ].join('\n'),
    giusta: 'Ciò in cui si cerca corrisponde ai dovuti.',
    diversa: (e: { mancano: number; avanzano: number; diversi: number }): string =>
      `Ciò in cui si cerca non corrisponde ai dovuti. Mancano: ${intero(e.mancano)}; di troppo: ${intero(e.avanzano)}; ` +
      `diversi: ${intero(e.diversi)}. ` +
      'Pochi, mentre si scrive, sono gli ultimi arrivati; altrimenti: npm run mypay -- ricerca ricostruisci',
    ricostruita: (e: { scritti: number; tolti: number }): string =>
      `Rifatto: dovuti scritti ${intero(e.scritti)}, tolti ${intero(e.tolti)}.`,
  },
  luoghi: {
    uso: [
      'Uso: npm run mypay -- luoghi aggiorna <file.csv>',
      '     npm run mypay -- luoghi stato',
      'Il file è l’archivio dei comuni che pubblica ANPR, o l’elenco degli Stati esteri che pubblica l’ISTAT: si riconosce dalle colonne.',
    ].join('\n'),
    nonLetto: (dove: string): string => `Il file ${dove} non c’è, non si può leggere o è troppo grande.`,
    aggiornati: ({ genere, righe, cambiate }: { genere: string; righe: number; cambiate: number }): string =>
      `${genere === 'comuni' ? 'Comuni' : 'Nazioni'}: righe lette ${intero(righe)}, nuove o cambiate ${intero(cambiate)}.`,
    stato: (s: { comuni: number; inForza: number; province: number; nazioni: number }): string =>
      s.comuni + s.nazioni === 0
        ? 'Non conosciamo ancora nessun luogo: gli elenchi del programma si caricano da sé al primo avvio.'
        : `Comuni conosciuti: ${intero(s.comuni)}, di oggi ${intero(s.inForza)}. Province di oggi: ${intero(s.province)}. ` +
          `Nazioni: ${intero(s.nazioni)}.`,
    caricamento: (c: { genere: string; origine: string; righe: number; giorno: string }): string =>
      `${c.genere === 'comuni' ? 'Comuni' : 'Nazioni'}: righe ${intero(c.righe)}, caricate il ${c.giorno} ` +
      (c.origine === 'file' ? 'da un file.' : 'con il programma.'),
  },
  stazioni: {
    usoChiudi: [
      'Uso: npm run mypay -- enti stazione-chiudi <codice IPA> --stazione <codice> --dal AAAA-MM-GG [--conferma si]',
      '                                           [--ambiente live|prova]',
    ].join('\n'),
    tocca: (stazione: string, dal: Giorno, avvisi: number): string =>
      (avvisi === 1
        ? `1 avviso ancora da pagare porta il codice di ${stazione}`
        : `${avvisi} avvisi ancora da pagare portano il codice di ${stazione}`) +
      `: dal ${formatGiorno(dal)} non si potranno più pagare. Le ricevute che arrivano dopo si accettano ancora.`,
    conferma: 'Non è stato cambiato nulla. Per chiudere davvero, ripeti con --conferma si',
    chiusa: (stazione: string, ente: string, dal: Giorno): string =>
      `${stazione} è chiusa per ${ente} dal ${formatGiorno(dal)}.`,
  },
  tassonomia: {
    uso: 'Uso: npm run mypay -- tassonomia carica <file>   (l’elenco che pubblica pagoPA, in JSON o in CSV)',
    nonLetto: (file: string): string =>
      `Il file ${file} non c’è, non è un testo o è troppo grande: non si può leggere.`,
    caricata: (voci: number, cambiate: number): string =>
      `Caricata: ${voci === 1 ? '1 codice' : `${voci} codici`}, ` +
      (cambiate === 0
        ? 'nessuno nuovo o cambiato.'
        : cambiate === 1
          ? '1 nuovo o cambiato.'
          : `${cambiate} nuovi o cambiati.`),
  },
  configura: {
    uso: 'Uso: npm run mypay -- configura <file.json>   (che cosa si scrive nel file: docs/esercizio.md)',
    nonLetta: {
      non_leggibile: (dove: string): string => `Il file ${dove} non c’è, o non si può leggere.`,
      non_json: (dove: string): string => `${dove} non è scritto in JSON: controlla virgole, virgolette e parentesi.`,
      campo: (dove: string): string =>
        `Nel file c’è un campo che manca, che non è previsto o che non è scritto come si deve: ${dove}`,
    },
    intermediario: (denominazione: string): string => `${denominazione}: intermediario registrato.`,
    stazione: (codice: string): string => `${codice}: stazione attiva.`,
    ente: (denominazione: string, conti: number, tipi: number, isInEsercizio: boolean): string =>
      `${denominazione}: ${conti === 1 ? '1 conto' : `${conti} conti`}, ${tipi === 1 ? '1 tipo dovuto' : `${tipi} tipi dovuto`}` +
      `${isInEsercizio ? ', in esercizio' : ', non ancora in esercizio'}.`,
    poi: 'Fatto. Adesso il primo operatore: npm run mypay -- operatori nuovo',
    fermo: (dove: string, frase: string): string =>
      `Fermo qui: ${dove}. ${frase}\nCorreggi il file e ripeti: quello che è già registrato resta com’è.`,
  },
  accessi: {
    usoOperatori: [
      'Uso: npm run mypay -- operatori nuovo <utente> --nome "Nome Cognome" --ente <codice IPA> --ruolo <ruolo> [--tipi A,B]',
      '                                [--email <indirizzo>] [--ambiente live|prova]',
      '     npm run mypay -- operatori nuovo <utente> --nome "Nome Cognome" --ruolo intermediario [--email <indirizzo>]',
      '     npm run mypay -- operatori password <utente>',
      '     npm run mypay -- operatori identita <utente> <codice fiscale>',
      'I ruoli per un ente sono lettore, operatore, ragioneria e amministratore; intermediario amministra l’installazione.',
    ].join('\n'),
    identita: (utente: string): string => `${utente} entra con SPID o CIE, con quel codice fiscale.`,
    operatoreNuovo: (utente: string, password: string): string =>
      `${utente} può entrare con la password ${password}\nNon verrà mostrata di nuovo.`,
    operatorePresente: (utente: string): string => `${utente} c’era già: la sua password resta quella.`,
    intermediario:
      'Ruolo: amministratore dell’intermediario. In esercizio entra con il secondo fattore, che attiva al primo accesso.',
    ruolo: (ruolo: string, ente: string): string => `Ruolo: ${ruolo} per ${ente}.`,
    passwordNuova: (utente: string, password: string): string =>
      `La nuova password di ${utente} è ${password}\nNon verrà mostrata di nuovo, e le sue sessioni sono finite.`,
  },
  enti: {
    uso: [
      'Uso: npm run mypay -- enti password-sil <codice IPA> [--giorni <quanti vale ancora quella di prima>]',
      '     npm run mypay -- enti stato <codice IPA> [--a INSERITO|PRE-ESERCIZIO|ESERCIZIO --motivo "<perché>"]',
      '     npm run mypay -- enti tetto <codice IPA> --importo <euro, come 1,00>',
      'A ciascuno si può aggiungere --ambiente live|prova; senza, è live.',
    ].join('\n'),
    passwordSil: (ente: string, ambiente: string, password: string): string =>
      `La nuova password del SIL di ${ente} (${ambiente}) è ${password}\nNon verrà mostrata di nuovo.`,
    prima: (giorni: number): string => {
      if (giorni === 0) return 'Quella di prima non vale più.';
      return `Quella di prima vale ancora ${giorni === 1 ? 'un giorno' : `${giorni} giorni`}.`;
    },
    stato: (ente: string, stato: string): string => `${ente}: ${stato}`,
    passo: ({ da, a, motivo, istante }: { da: string; a: string; motivo: string; istante: Date }): string =>
      `${formatGiorno(giornoA(istante))}  da ${da} a ${a}: ${motivo}`,
    tetto: (ente: string, tetto: Cents): string =>
      `${ente}: in pre-esercizio un dovuto può costare al massimo ${formatEuro(tetto)}.`,
  },
  arrivi: {
    uso: [
      'Uso: npm run mypay -- carrelli prepara <file.json> --ente <codice IPA> [--ambiente live|prova]',
      '     npm run mypay -- carrelli esito <idSession> --ente <codice IPA> [--ambiente live|prova]',
      '     npm run mypay -- carrelli ritorni [<sito> …] --ente <codice IPA> [--ambiente live|prova]',
      'ritorni: quelli che dici, e nessun altro. Il sito scritto nei recapiti dell’ente vale sempre.',
    ].join('\n'),
    nonLetto: (dove: string): string => `Il file ${dove} non c’è, o non si può leggere.`,
    storta: (dove: string): string =>
      `Il file non è una richiesta come la vuole docs/integrazione/carrelli.md${dove === '' ? '.' : `: guarda ${dove}.`}`,
    voceStorta: (n: number): string =>
      `La voce ${n} nomina un ente che non c’è, o ha un importo o una data che non si leggono.`,
    preparato: (idSession: string): string => `Preparato: idSession ${idSession}. Manda il browser qui, entro un’ora:`,
    esiti: {
      pagato: 'Pagato.',
      parziale: 'Pagato in parte: per il resto non si aspetta più.',
      non_iniziato: 'Non ancora iniziato.',
      in_corso: 'In corso.',
      annullato: 'Non riuscito, o lasciato da chi pagava.',
      scaduto: 'Scaduto: nessuno lo ha pagato in tempo.',
      sconosciuto: 'Questo ente non ha preparato nessun pagamento con quell’idSession.',
    },
    ritorni: (ente: string): string => `${ente}: chi ha pagato può tornare sul suo sito, e qui:`,
  },
  link: {
    uso: [
      'Uso: npm run mypay -- link crea --avviso <numero, IUV o IUD> --ente <codice IPA> …',
      '     npm run mypay -- link crea --tipo <codice> [--valori <file.json> [--fissi <nome,nome>]] --ente <codice IPA> …',
      '                           … [--titolo <testo>] [--fino-al AAAA-MM-GG] [--usi <quanti>] [--ambiente live|prova]',
      '     npm run mypay -- link elenco --ente <codice IPA>',
      '     npm run mypay -- link revoca <codice> --ente <codice IPA> --motivo "<perché>"',
      'Il file dei valori dice, per nome del campo, ciò che il modulo ha già; --fissi quelli che chi paga non può cambiare.',
    ].join('\n'),
    creato: (id: string): string => `Fatto: il suo codice è ${id}. L’indirizzo:`,
    stampa: (dove: string): string => `Da stampare: ${dove}`,
    valoriStorti: (dove: string): string => `Il file ${dove} non c’è, o non è un elenco di nomi e testi in JSON.`,
    nessuno: 'Questo ente non ha indirizzi di pagamento.',
    revocato: 'Ritirato: da adesso non porta da nessuna parte.',
    riga: (l: {
      id: string;
      genere: 'avviso' | 'modulo';
      titolo: string | null;
      usi: number;
      usiMax: number | null;
      fine: string | null;
      revocato: boolean;
      url: string;
    }): string => {
      const usi = l.usiMax === null ? `usi ${l.usi}` : `usi ${l.usi} di ${l.usiMax}`;
      const stato = l.revocato ? 'ritirato' : l.fine === null ? 'senza scadenza' : `fino al ${l.fine}`;
      return `${l.id}  ${l.genere}, ${usi}, ${stato}${l.titolo === null ? '' : `, ${l.titolo}`}\n  ${l.url}`;
    },
  },
  credenziali: {
    uso: [
      'Uso: npm run mypay -- credenziali registra <scopo> --segreto <file> [--url <indirizzo>] [--utente <nome>]',
      '                                [--url-accesso <dove si chiede il token>]',
      '                                [--ente <codice IPA> [--tipo <codice>] [--ambiente live|prova]]',
      '                                [--giorni <quanti vale ancora quello di prima>]',
      '     npm run mypay -- credenziali ricifra',
      'Il segreto si legge da un file. Senza --ente la credenziale è dell’intermediario.',
    ].join('\n'),
    nonLetto: (dove: string): string => `Il file ${dove} non c’è, o non si può leggere.`,
    registrata: (scopo: string, ente: string | null): string =>
      `Credenziale per «${scopo}» registrata per ${ente ?? 'l’intermediario'}. Non verrà mostrata.`,
    ricifrate: (quante: number): string =>
      quante === 1 ? 'Una credenziale cifrata di nuovo.' : `${quante} credenziali cifrate di nuovo.`,
    perse: (quante: number): string =>
      `Attenzione: ${quante === 1 ? 'una non si apre' : `${quante} non si aprono`} con nessuna delle chiavi. ` +
      'Rimetti in MYPAY_CHIAVI_CREDENZIALI la chiave che manca e ripeti, o registrale di nuovo.',
  },
};

function intero(n: number): string {
  return n.toLocaleString('it-IT', { useGrouping: 'always' });
}
