import type { Motivo } from './pagina.ts';

/** Stops a request inside the machinery of a door, whose error handler shows the page of `motivo`. Pages return `errore(…)` instead. */
export class ErroreHttp extends Error {
  readonly motivo: Motivo;
  constructor(motivo: Motivo) {
    super(`http: ${motivo}`);
    this.motivo = motivo;
  }
}
