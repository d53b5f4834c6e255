import sharp from 'sharp';

/** How a drawing becomes an image file. Used inside the image process only: sharp lives nowhere else. */
export interface RasteriseOptions {
  format: 'jpeg' | 'png';
  /** 1-100, for JPEG. */
  quality: number;
  /** Stores the pixels turned and says so in EXIF, as a phone does that was held sideways. */
  rotateExif?: 6;
}

/** Draws an opaque SVG without any text elements, so that no system font matters. One SVG unit is one pixel. */
export async function rasterise(svg: string, options: RasteriseOptions): Promise<Uint8Array> {
  const drawn = sharp(Buffer.from(svg)).removeAlpha();
  // Orientation 6 asks the viewer for a quarter turn clockwise, so the pixels are stored a quarter turn the other way.
  const turned = options.rotateExif === undefined ? drawn : drawn.rotate(270).withMetadata({ orientation: options.rotateExif });
  return options.format === 'png' ? turned.png().toBuffer() : turned.jpeg({ quality: options.quality }).toBuffer();
}
