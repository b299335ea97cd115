/** The little drawings beside the texts of the notice, of our own making, as strokes on a grid of 24 × 24. */
type Posto = { x: number; y: number; side: number };

/** The letter i in a circle: something to know about the amount. */
export function drawInfo(pdf: PDFKit.PDFDocument, at: Posto): void {
  draw(pdf, at, 1.8, ['M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0 -21z', 'M12 10.5v7', 'M12 6.2v1.6']);
}

/** A laptop and a telephone: paying from home. */
export function drawDevices(pdf: PDFKit.PDFDocument, at: Posto): void {
  draw(pdf, at, 0.9, [
    'M14 17.5H0.8v1.2q0 1.3 1.3 1.3H14',
    'M2.6 17.5V5.4q0-1 1-1H20q1 0 1 1V9',
    'M17 11.2q0-1 1-1h4q1 0 1 1v8q0 1-1 1h-4q-1 0-1-1z',
    'M19.4 18.2h1.2',
  ]);
}

/** Two places on a way: paying at a counter. */
export function drawPlaces(pdf: PDFKit.PDFDocument, at: Posto): void {
  draw(pdf, at, 0.9, [
    'M6.5 13.2C3.6 9.9 2.2 8 2.2 5.9a4.3 4.3 0 0 1 8.6 0C10.8 8 9.4 9.9 6.5 13.2z',
    'M6.5 4.4a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0 -3z',
    'M17.8 21.4c-2.9-3.3-4.3-5.2-4.3-7.3a4.3 4.3 0 0 1 8.6 0c0 2.1-1.4 4-4.3 7.3z',
    'M17.8 12.6a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0 -3z',
    'M6.5 15.4v2.2q0 2.4 2.4 2.4h4.2',
  ]);
}

function draw(pdf: PDFKit.PDFDocument, at: Posto, thickness: number, paths: readonly string[]): void {
  pdf
    .save()
    .translate(at.x, at.y)
    .scale(at.side / 24);
  pdf.lineWidth(thickness).lineCap('round').lineJoin('round').strokeColor('#000000');
  for (const path of paths) pdf.path(path).stroke();
  pdf.restore();
}
