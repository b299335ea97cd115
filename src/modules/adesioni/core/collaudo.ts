import { OGNI_ROTTA, REQUISITI, type Gruppo, type Prova, type RequisitoId } from './requisiti.ts';

/**
 * Calls of one operation answered alike. `codice`: of the refusal, null where it went well; `stato` and `segni`: of a REST call; `prima`
 * and `ultima`: when the first of them was answered, and the last.
 */
export type Chiamate = {
  operazione: string;
  codice: string | null;
  stato: number | null;
  segni: readonly string[];
  quante: number;
  prima: Date;
  ultima: Date;
};

/** What is not a call of the software: whether its ente is in prova, and how the events that were sent to it have gone. */
export type Fatti = {
  enteInProva: boolean;
  eventi: { presi: Date | null; nonPresi: Date | null; come: string | null };
};

/** `fallito`: it was tried, and never so answered; `ultimoCodice`: the last refusal of those. */
export type Giudicato = {
  id: RequisitoId;
  gruppo: Gruppo;
  stato: 'superato' | 'fallito' | 'non_provato';
  ultima: Date | null;
  ultimoCodice: string | null;
};

type Verdetto = Pick<Giudicato, 'stato' | 'ultima' | 'ultimoCodice'>;

/** Judges each requirement on the calls that were made. */
export function giudicaCollaudo(chiamate: readonly Chiamate[], fatti: Fatti): Giudicato[] {
  const recenti = chiamate.toSorted((a, b) => b.ultima.getTime() - a.ultima.getTime());
  return REQUISITI.map(({ id, gruppo, operazioni, prova }) => ({
    ...{ id, gruppo },
    ...giudica(
      prova,
      recenti.filter(({ operazione }) => riguarda(operazioni, operazione)),
      fatti,
    ),
  }));
}

function riguarda(operazioni: readonly string[], operazione: string): boolean {
  // A call of the REST door is named by its method and its route.
  return operazioni.includes(operazione) || (operazioni.includes(OGNI_ROTTA) && operazione.includes(' /'));
}

/** `sue`: the calls that it is about, the latest first. */
function giudica(prova: Prova, sue: readonly Chiamate[], fatti: Fatti): Verdetto {
  if (prova === 'evento_preso') return giudicaEventi(fatti.eventi);
  if (prova === 'ente_in_prova') return fatti.enteInProva ? trovata(sue.find(isRiuscita)) : NON_PROVATO;
  if ('mai' in prova) return giudicaMai(sue, prova.mai);
  // A refusal that nobody has met yet is not a failure: the good calls say nothing of it.
  if ('rifiuto' in prova) return trovata(sue.find(({ codice }) => codice !== null && dice(prova.rifiuto, codice)));
  const { stati, con, senza } = prova.riuscita;
  const buone = sue.filter(
    (c) =>
      isRiuscita(c) &&
      (stati === undefined || (c.stato !== null && stati.includes(c.stato))) &&
      (con === undefined || c.segni.includes(con)) &&
      (senza === undefined || !c.segni.includes(senza)),
  );
  if ('dopo' in prova) return giudicaDopo(sue, { dopo: prova.dopo, buone });
  const rifiuto = sue.find((c) => !isRiuscita(c));
  // What went well in another way is no failure of what a mark or a status asks for.
  const semplice = stati === undefined && con === undefined;
  if (buone.length > 0 || !semplice || rifiuto === undefined) return trovata(buone[0]);
  return { stato: 'fallito', ultima: rifiuto.ultima, ultimoCodice: rifiuto.codice };
}

const NON_PROVATO: Verdetto = { stato: 'non_provato', ultima: null, ultimoCodice: null };

function trovata(chiamate: Chiamate | undefined): Verdetto {
  return chiamate === undefined ? NON_PROVATO : { stato: 'superato', ultima: chiamate.ultima, ultimoCodice: null };
}

function isRiuscita({ codice }: Chiamate): boolean {
  return codice === null;
}

/** Refusals from which nothing is learnt of an integration: nobody came in, it was told to wait, or we broke down. */
const NON_DICONO = [
  ...['PAA_ENTE_NON_VALIDO', 'PAA_STATO_ENTE_NON_VALIDO', 'PAA_SYSTEM_ERROR', 'CODE_PAA_ERRORE_INTERNO'],
  ...['ENTE_NON_DELLA_CHIAVE', 'AMBITO_MANCANTE', 'TROPPE_RICHIESTE', 'GUASTO'],
];

function dice(quali: readonly string[] | 'utile', codice: string): boolean {
  return quali === 'utile' ? !NON_DICONO.includes(codice) : quali.includes(codice);
}

/** What was refused, and then went well: who was refused has understood why. */
function giudicaDopo(
  sue: readonly Chiamate[],
  { dopo, buone }: { dopo: readonly string[]; buone: readonly Chiamate[] },
): Verdetto {
  const rifiuti = sue.filter(({ codice }) => codice !== null && dopo.includes(codice));
  const [ultimo] = rifiuti;
  if (ultimo === undefined) return NON_PROVATO;
  const prima = Math.min(...rifiuti.map((c) => c.prima.getTime()));
  const buona = buone.find(({ ultima }) => ultima.getTime() >= prima);
  if (buona !== undefined) return trovata(buona);
  return { stato: 'fallito', ultima: ultimo.ultima, ultimoCodice: ultimo.codice };
}

/** What must not be done, and was not since it last was: as much as calls can say of it. */
function giudicaMai(sue: readonly Chiamate[], segno: string): Verdetto {
  const male = sue.find(({ segni }) => segni.includes(segno));
  const bene = sue.find(({ segni }) => !segni.includes(segno));
  if (male === undefined) return trovata(bene);
  // Refused again, and not insisted upon: it has learnt to wait.
  const imparato = sue.find(
    (c) => c.codice === male.codice && !c.segni.includes(segno) && c.ultima.getTime() > male.ultima.getTime(),
  );
  if (imparato !== undefined) return trovata(imparato);
  return { stato: 'fallito', ultima: male.ultima, ultimoCodice: male.codice };
}

function giudicaEventi({ presi, nonPresi, come }: Fatti['eventi']): Verdetto {
  if (presi !== null) return { stato: 'superato', ultima: presi, ultimoCodice: null };
  return nonPresi === null ? NON_PROVATO : { stato: 'fallito', ultima: nonPresi, ultimoCodice: come };
}
