import { render, type DrawingContext, type RenderOptions } from 'bwip-js/node';

/** The dark areas of a two-dimensional code as outlines on a grid of `side` × `side`, from the top left; overlaps are holes. */
export type MatrixCode = { side: number; outlines: readonly (readonly [number, number])[][] };

/**
 * A QR code of 33 × 33 modules with error correction M, as the notice guide asks. Byte text of up to 62 characters fits; more
 * throws. Without `fixedeclevel` bwip-js would raise the level to Q where there is room.
 */
export function qrCode4M(text: string): MatrixCode {
  return trace({ bcid: 'qrcode', text, version: '4', eclevel: 'M', fixedeclevel: true });
}

/** A QR code with error correction M, as large as the text asks. */
export function qrCodeM(text: string): MatrixCode {
  return trace({ bcid: 'qrcode', text, eclevel: 'M' });
}

/** The outlines as the path of an SVG, to be filled by the even-odd rule. */
export function matrixPath({ outlines }: MatrixCode): string {
  return outlines.map((outline) => `M${outline.map(([x, y]) => `${x} ${y}`).join('L')}Z`).join('');
}

/** A Data Matrix (ECC 200) of 48 × 48 modules: the postal slip's. Text that does not fit throws. */
export function dataMatrix48(text: string): MatrixCode {
  return trace({ bcid: 'datamatrix', text, version: '48x48' });
}

/**
 * The code drawn by pdfkit in one fill, so that no viewer shows hairlines between modules. Side and position are in the current
 * unit; the white frame around it is the caller's.
 */
export function drawMatrixCode(
  pdf: PDFKit.PDFDocument,
  code: MatrixCode,
  at: { x: number; y: number; side: number },
): void {
  pdf
    .save()
    .translate(at.x, at.y)
    .scale(at.side / code.side);
  for (const outline of code.outlines) {
    outline.forEach(([x, y], i) => (i === 0 ? pdf.moveTo(x, y) : pdf.lineTo(x, y)));
    pdf.closePath();
  }
  pdf.fill('#000000', 'even-odd').restore();
}

/** Options of BWIPP's two encoders that the type declarations leave out. */
type Symbology = RenderOptions & { version?: string; eclevel?: string; fixedeclevel?: boolean };

/** Lets bwip-js draw into outlines. A matrix code is made of polygons alone: anything else is a code of another kind. */
function trace(options: Symbology): MatrixCode {
  const outlines: [number, number][][] = [];
  let side = 0;
  const unexpected = (): never => {
    throw new Error(`${options.bcid} is not a matrix code`);
  };
  const drawing: DrawingContext<MatrixCode> = {
    scale: () => null,
    measure: unexpected,
    init: (width, height) => {
      if (width !== height) unexpected();
      side = width;
    },
    polygon: (points) => {
      outlines.push(points);
    },
    fill: () => undefined,
    line: unexpected,
    hexagon: unexpected,
    ellipse: unexpected,
    text: unexpected,
    end: () => ({ side, outlines }),
  };
  return render(options, drawing);
}
