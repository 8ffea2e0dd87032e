package io.fanfare.render.providers;

import io.fanfare.render.providers.Typefaces.Face;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A text set into a box, as large as possible. It wraps between words. A word that is too long is broken before the text
 * becomes smaller than half its largest size. Only a text that does not fit at the smallest size is cut, with an ellipsis.
 */
record Block(List<TextLayout> lines, float size, float leading, boolean rightToLeft, boolean cut) {
    private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);
    private static final float STEP = 0.95f;
    private static final float LEAST_SHARE = 0.5f;
    private static final int LONGEST = 4000;

    /** The box that a text is fitted into. */
    record Box(float width, float height, float largest, float smallest, float leading, int mostLines) {}

    static Block fit(Typefaces faces, String raw, Face face, Box box) {
        String text = faces.drawable(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw, face);
        if (text.isEmpty()) return new Block(List.of(), box.smallest, box.leading, false, false);
        Layout broken = null;
        for (float size = box.largest; size >= box.smallest; size *= STEP) {
            var laid = lay(faces, text, face, size, box.width);
            if (!laid.fits(box)) continue;
            if (!laid.torn) return laid.balanced(faces, text, face, box).block(box, false);
            if (broken != null && size < box.largest * LEAST_SHARE) break;
            broken = laid;
        }
        return broken != null ? broken.block(box, false) : shortened(faces, text, face, box);
    }

    /** The text at one size, in as many lines as it needs, with lines of similar length. */
    static Block set(Typefaces faces, String raw, Face face, float size, float width, float leading) {
        String text = faces.drawable(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw, face);
        var box = new Box(width, Float.MAX_VALUE, size, size, leading, 200);
        if (text.isEmpty()) return new Block(List.of(), size, leading, false, false);
        return lay(faces, text, face, size, width)
                .balanced(faces, text, face, box)
                .block(box, false);
    }

    /** Whether a word does not fit on a line of this width. */
    static boolean breaksWords(Typefaces faces, String raw, Face face, float size, float width) {
        String text = faces.drawable(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw, face);
        return !text.isEmpty() && lay(faces, text, face, size, width).torn;
    }

    private static Block shortened(Typefaces faces, String text, Face face, Box box) {
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (lay(faces, ellipsis(text, middle), face, box.smallest, box.width)
                    .fits(box)) low = middle;
            else high = middle - 1;
        }
        return lay(faces, ellipsis(text, low), face, box.smallest, box.width).block(box, true);
    }

    private static String ellipsis(String text, int length) {
        int end = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** Lines at one size; {@code torn} if a word had to be broken. */
    private record Layout(List<TextLayout> lines, float size, boolean torn, boolean rightToLeft) {
        boolean fits(Box box) {
            if (lines.size() > box.mostLines) return false;
            if (lines.size() * size * leading(box) > box.height) return false;
            return lines.stream().allMatch(line -> reach(line) <= box.width);
        }

        /** Scripts that run from the right have marks above and below their letters. */
        float leading(Box box) {
            return rightToLeft ? Math.max(1.42f, box.leading) : box.leading;
        }

        Block block(Box box, boolean cut) {
            return new Block(lines, size, leading(box), rightToLeft, cut);
        }

        /** The same number of lines in the narrowest width, so that no word is alone in the last line. */
        Layout balanced(Typefaces faces, String text, Face face, Box box) {
            if (lines.size() < 2) return this;
            float low = box.width / 3;
            float high = box.width;
            Layout best = this;
            for (int i = 0; i < 7; i++) {
                float middle = (low + high) / 2;
                var tried = lay(faces, text, face, size, middle);
                if (tried.lines.size() <= lines.size() && !tried.torn && tried.fits(box)) {
                    best = tried;
                    high = middle;
                } else low = middle;
            }
            return best;
        }
    }

    /** The width of a line, including ink that extends beyond its end. */
    private static float reach(TextLayout line) {
        return (float) Math.max(line.getVisibleAdvance(), line.getBounds().getMaxX());
    }

    private static Layout lay(Typefaces faces, String text, Face face, float size, float width) {
        var styled = faces.styled(text, face, size).getIterator();
        var measurer = new LineBreakMeasurer(styled, SMOOTH);
        var lines = new ArrayList<TextLayout>();
        boolean torn = false;
        boolean rightToLeft = false;
        while (measurer.getPosition() < text.length()) {
            var line = measurer.nextLayout(width);
            if (line == null) break;
            if (lines.isEmpty()) rightToLeft = !line.isLeftToRight();
            lines.add(line);
            int at = measurer.getPosition();
            torn |= at < text.length() && isWithinWord(text, at);
            if (lines.size() > 200) break;
        }
        return new Layout(lines, size, torn, rightToLeft);
    }

    /** Lines break after a space or a dash, or between ideographs. */
    private static boolean isWithinWord(String text, int at) {
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        if (Character.isWhitespace(before) || Character.isWhitespace(after)) return false;
        if (Character.getType(before) == Character.DASH_PUNCTUATION || before == '/') return false;
        return !isSign(before) && !isSign(after);
    }

    private static boolean isSign(int c) {
        // Ideographs, kana and their punctuation.
        return Character.isIdeographic(c) || isKana(c) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xffef;
    }

    private static boolean isKana(int c) {
        return c >= 0x3040 && c <= 0x30ff;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    float height() {
        return lines.size() * size * leading;
    }

    float width() {
        return (float) lines.stream().mapToDouble(Block::reach).max().orElse(0);
    }

    /** The distance from the top of a line to its baseline, with capitals vertically centered. */
    float baseline() {
        return size * leading / 2 + size * 0.36f;
    }
}
