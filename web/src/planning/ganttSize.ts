/** The height of a row of the drawing, in pixels. */
export const rowHeight = 32;
