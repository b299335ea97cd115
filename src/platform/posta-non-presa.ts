/**
 * nodemailer's codes of what a server says of one message, to its envelope or to its text. Anything else is about the way to the
 * server.
 */
const DEL_MESSAGGIO = ['EENVELOPE', 'EMESSAGE'];

/**
 * The mail server did not take a message. Only codes are kept: what a server answers quotes the address, and an error ends in the log
 * and in the table of the jobs.
 */
export class PostaNonPresa extends Error {
  /** For the state of the message: `EENVELOPE 550`. */
  readonly motivo: string;
  /** The server has said no to this message, and would say it again (RFC 5321 4.2.1: 5yz). */
  readonly definitiva: boolean;

  constructor({ codice, risposta, comando }: { codice: string; risposta: number | null; comando: string | null }) {
    const motivo = risposta === null ? codice : `${codice} ${risposta}`;
    super(`the mail server did not take the message: ${[motivo, comando].filter(Boolean).join(' to ')}`);
    this.name = 'PostaNonPresa';
    this.motivo = motivo;
    this.definitiva = risposta !== null && risposta >= 500 && DEL_MESSAGGIO.includes(codice);
  }
}
