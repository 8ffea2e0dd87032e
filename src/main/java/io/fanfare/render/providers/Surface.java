package io.fanfare.render.providers;

import java.awt.Color;

/** A background with the colors of what is on it. */
record Surface(Color ground, Color ink, Color accent) {
    Color onAccent() {
        return Palette.onto(accent);
    }

    /** The text color, as muted as is still readable. */
    Color quiet() {
        return muted(0.28);
    }

    /** For a figure that is out of date. */
    Color faint() {
        return muted(0.55);
    }

    /** The accent, if text in it is readable, otherwise the text color. */
    Color loud() {
        return Palette.contrast(accent, ground) >= Palette.READABLE ? accent : ink;
    }

    /** The background, slightly closer to the text color if it stays readable, otherwise slightly further away. */
    Color tint(int depth) {
        Color nearer = Palette.mix(ground, ink, 0.06 * depth);
        if (Palette.contrast(ink, Palette.mix(ground, ink, 0.12)) >= Palette.READABLE + 1) return nearer;
        return Palette.mix(ground, Palette.luminance(ink) > 0.5 ? Color.BLACK : Color.WHITE, 0.1 * depth);
    }

    private Color muted(double most) {
        for (double share = most; share > 0; share -= 0.04) {
            Color tried = Palette.mix(ink, ground, share);
            // Backgrounds are slightly tinted in places.
            boolean readable = Palette.contrast(tried, tint(2)) >= Palette.READABLE;
            if (readable && Palette.contrast(tried, ground) >= Palette.READABLE) return tried;
        }
        return ink;
    }
}
