import type { VNode } from 'preact';
import { COLONNE_DOVUTI, DECIMALI, FORMATI_DATA, type ColonnaFile } from '#modules/flussi';
import { flussi } from '#testi/it/flussi';
import { ufficioColonne as testi } from '#testi/it/ufficio-colonne';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoScelta } from '#ui/campo';
import { Dettagli } from '#ui/dettagli';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { isAutomatica, type Compilata } from './colonne-compilate.ts';

export type PropColonne = {
  colonne: readonly ColonnaFile[];
  /** Codes of the kinds of due that this person follows, with their names. */
  tipi: readonly { codice: string; denominazione: string }[];
  compilata: Compilata;
  errori: Errori;
};

type Nostra = (typeof COLONNE_DOVUTI)['2_0'][number];

const DOVUTO = [
  'IUD',
  'importoDovuto',
  'dataScadenzaPagamento',
  'tipoDovuto',
  'causaleVersamento',
  'flagGeneraIuv',
  'azione',
];
const POSIZIONE =
  /^(codicePosizione|opzione|formaOpzione|rata|maggiorazione|giorniDalla|dataNotifica|altriDebitori|notaPagatore|metadati)/;

function gruppoDi(nome: string): (typeof GRUPPI)[number] {
  if (DOVUTO.includes(nome)) return 'dovuto';
  if (/Quota\d$/.test(nome)) return 'quote';
  if (POSIZIONE.test(nome)) return 'posizione';
  return /Pagatore$|IdentificativoUnivoco$/.test(nome) ? 'debitore' : 'altro';
}

const GRUPPI = ['dovuto', 'debitore', 'posizione', 'quote', 'altro'] as const;

/** Which column of the file is which of ours, how days and amounts are written in it, and what it is all called. */
export function ModuloColonne(p: PropColonne): VNode {
  return (
    <Modulo>
      {GRUPPI.map((gruppo) => (
        <Gruppo key={gruppo} gruppo={gruppo} {...p} />
      ))}
      <Forma {...p} />
      <Campo
        nome="iuf"
        etichetta={testi.iuf}
        aiuto={testi.iufAiuto}
        valore={p.compilata['iuf']}
        errore={p.errori['iuf']}
        larghezza="media"
      />
      <Campo
        nome="salvaCome"
        etichetta={testi.salvaCome}
        aiuto={testi.salvaComeAiuto}
        valore={p.compilata['salvaCome']}
        errore={p.errori['salvaCome']}
        larghezza="media"
        facoltativo
      />
      <Azioni>
        <Bottone>{testi.guarda}</Bottone>
        <Bottone aspetto="secondario" nome="butta" valore="si">
          {testi.butta}
        </Bottone>
      </Azioni>
    </Modulo>
  );
}

/** The fields that are filled, wrong or cannot be blank are in sight, the others behind a line. */
function Gruppo({ gruppo, ...p }: PropColonne & { gruppo: (typeof GRUPPI)[number] }): VNode {
  const suoi = COLONNE_DOVUTI['2_0'].filter(({ nome }) => gruppoDi(nome) === gruppo);
  const nostre = gruppo === 'dovuto' ? suoi.toSorted((a, b) => DOVUTO.indexOf(a.nome) - DOVUTO.indexOf(b.nome)) : suoi;
  const inVista = ({ nome, obbligo }: Nostra): boolean =>
    gruppo === 'dovuto' || obbligo === 'sempre' || (p.compilata[`da_${nome}`] ?? '') !== '' || `da_${nome}` in p.errori;
  const righe = (quali: readonly Nostra[]): VNode[] => quali.map((una) => <Riga key={una.nome} nostra={una} {...p} />);
  const altre = nostre.filter((una) => !inVista(una));
  return (
    <>
      <h2>{testi[gruppo]}</h2>
      {righe(nostre.filter(inVista))}
      {altre.length > 0 && <Dettagli titolo={testi.altri[gruppo]}>{righe(altre)}</Dettagli>}
    </>
  );
}

function Riga({ nostra, colonne, tipi, compilata, errori }: PropColonne & { nostra: Nostra }): VNode {
  const { nome } = nostra;
  const campo = flussi.campi[nostra.etichetta] ?? nome;
  const facoltativo = nostra.obbligo !== 'sempre';
  const aiuto =
    nome === 'tipoDovuto'
      ? tipi.map(({ codice, denominazione }) => `${codice} (${denominazione})`).join(', ')
      : undefined;
  return (
    <div class="affiancati">
      <CampoElenco
        nome={`da_${nome}`}
        etichetta={testi.daDove(campo)}
        errore={errori[`da_${nome}`]}
        vuota={testi.nonCe}
        facoltativo={facoltativo}
        larghezza="media"
        valore={compilata[`da_${nome}`] ?? ''}
        alternative={[
          { valore: 'costante', testo: testi.sempre },
          ...(isAutomatica(nome) ? [{ valore: 'automatico', testo: testi.automatico[nome] ?? '' }] : []),
          ...colonne.map((una, n) => ({ valore: `c${n}`, testo: una.nome })),
        ]}
      />
      <Campo
        nome={`v_${nome}`}
        etichetta={testi.costante(campo)}
        aiuto={aiuto === undefined ? undefined : `${testi.costanteAiuto}: ${aiuto}`}
        valore={compilata[`v_${nome}`] ?? ''}
        larghezza="media"
        facoltativo
      />
    </div>
  );
}

function Forma({ compilata }: PropColonne): VNode {
  return (
    <>
      <h2>{testi.forma}</h2>
      <p class="nota">{testi.formaNota}</p>
      <CampoScelta
        nome="date"
        etichetta={testi.date}
        alternative={FORMATI_DATA.map((valore) => ({ valore, testo: testi.formati[valore] }))}
        scelte={[compilata['date'] ?? 'gma']}
      />
      <CampoScelta
        nome="decimali"
        etichetta={testi.importi}
        alternative={DECIMALI.map((valore) => ({ valore, testo: testi.decimali[valore] }))}
        scelte={[compilata['decimali'] ?? 'virgola']}
      />
    </>
  );
}
