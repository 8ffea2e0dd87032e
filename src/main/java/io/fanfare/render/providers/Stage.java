package io.fanfare.render.providers;

import io.fanfare.render.providers.Scenes.Scene;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws one scene of a video at any moment. */
final class Stage {
    private static final double ENTER = 0.5;
    private static final double STAGGER = 0.09;
    private static final double WIPE = 0.4;

    final Scene scene;
    private final Order order;
    private final Palette palette;
    private final Color ground;
    final Color ink;
    final Color accent;
    private final @Nullable BufferedImage photo;
    private final @Nullable BufferedImage still;
    private final Block words;
    private final Block below;
    private final Rectangle2D.Float safe;
    private final double drift;
    private final double wordsY;
    private final double scrim;

    Stage(Scene scene, Order order, Canvas c) {
        this.scene = scene;
        this.order = order;
        palette = c.palette;
        safe = c.safe();
        var photos = order.photos();
        boolean dark = scene.number() % 2 == 0 || scene.last();
        boolean plain = photos.isEmpty() || scene.last() || photos.size() == 1 && scene.number() % 2 == 1;
        photo = plain ? null : photos.get(scene.number() % photos.size());
        ground = photo != null ? new Color(0x07090d) : dark ? palette.ground() : palette.paper();
        ink = photo != null ? Color.WHITE : dark ? palette.ink() : palette.onPaper();
        Color wanted = dark || photo != null ? palette.accent() : palette.accentOnPaper();
        accent = Palette.contrast(wanted, ground) >= 3 ? wanted : ink;
        drift = new Random(order.seed() + scene.number()).nextDouble();
        float room = safe.height * (scene.last() ? 0.34f : 0.74f);
        boolean opener = scene.number() == 0;
        words = c.block(
                scene.text(),
                opener ? c.heading : Face.BOLD,
                safe.width,
                scene.below() == null ? room : room * 0.66f,
                (opener ? 150 : 112) * c.u,
                18 * c.u,
                opener ? 1.05f : 1.14f,
                12);
        below = scene.below() == null
                ? c.block("", Face.TEXT, safe.width, 10, 10, 10, 1.3f, 1)
                : c.block(scene.below(), Face.TEXT, safe.width, room * 0.3f, 44 * c.u, 18 * c.u, 1.36f, 6);
        double tall = words.height() + (below.isEmpty() ? 0 : 40 * c.u + below.height());
        wordsY = scene.last() ? safe.getCenterY() + 60 * c.u : safe.y + (safe.height - tall) * 0.48;
        still = photo == null ? null : enlarged(photo, c);
        scrim = still == null ? 0 : darkness(still);
    }

    /** Enlarged for the slow zoom. */
    private BufferedImage enlarged(BufferedImage photo, Canvas c) {
        var large = new Canvas(c.width + c.width / 12, c.height + c.height / 12, c.faces, palette);
        large.photo(photo, new Rectangle2D.Double(0, 0, large.width, large.height));
        large.g.dispose();
        return large.image;
    }

    private double darkness(BufferedImage still) {
        Color bright = Photos.brightest(still, new Rectangle2D.Double(safe.x, wordsY, safe.width, words.height()));
        double share = 0.4;
        while (share < 0.92
                && Palette.contrast(Color.WHITE, Palette.mix(bright, ground, share)) < Palette.READABLE + 0.6)
            share += 0.04;
        return share;
    }

    void draw(Canvas c, double t, @Nullable BufferedImage before) {
        double wipe = before == null ? 1 : eased(t / WIPE);
        if (wipe < 1 && before != null) c.g.drawImage(before, 0, 0, null);
        Shape clip = c.g.getClip();
        if (wipe < 1) c.g.setClip(new Rectangle2D.Double(0, c.height * (1 - wipe), c.width, c.height));
        backdrop(c, t);
        double shown = before == null ? t : t - WIPE * 0.55;
        double leaving = scene.last() ? 0 : Math.max(0, (t - (scene.length() - 0.22)) / 0.22);
        if (scene.last()) closing(c, shown);
        else {
            if (scene.number() == 0) opening(c, shown, leaving);
            if (wordsY - safe.y > 200 * c.u) rule(c, shown, leaving);
            lines(c, words, wordsY, shown, leaving, ink, 0);
            lines(
                    c,
                    below,
                    wordsY + words.height() + 40 * c.u,
                    shown,
                    leaving,
                    palette.quiet(ink, ground),
                    words.lines().size());
        }
        c.g.setClip(clip);
    }

    private void backdrop(Canvas c, double t) {
        if (still != null) {
            double push = Math.min(1, t / Math.max(1, scene.length()));
            c.g.drawImage(
                    still,
                    (int) -(push * (still.getWidth() - c.width)),
                    (int) -((1 - push) * (still.getHeight() - c.height) * drift),
                    null);
            c.fill(Palette.clear(ground, scrim), new Rectangle2D.Double(0, 0, c.width, c.height));
            return;
        }
        c.fill(ground);
        double radius = Math.max(c.width, c.height) * 0.42;
        double x = c.width * (scene.number() % 2 == 0 ? 0.96 : 0.04) + Math.sin(t * 0.5 + drift * 6) * 26 * c.u;
        double y = (scene.number() % 3 == 2 ? c.height * 1.01 : c.height * -0.01)
                + Math.cos(t * 0.4 + drift * 6) * 22 * c.u;
        c.fill(ring(1), Canvas.circle(x, y, radius * (1 + 0.02 * t)));
        c.fill(ring(2), Canvas.circle(x, y, radius * 0.62 * (1 + 0.03 * t)));
        c.fill(accent, Canvas.circle(x, y, radius * 0.22 * (1 + 0.04 * t)));
    }

    private Color ring(int depth) {
        return ground.equals(palette.ground()) ? palette.rings(depth) : Palette.mix(ground, ink, 0.05 * depth);
    }

    private void rule(Canvas c, double t, double leaving) {
        double p = eased(t / ENTER);
        if (p <= 0 || leaving >= 1) return;
        c.fill(
                Palette.clear(accent, 1 - leaving),
                new Rectangle2D.Double(
                        words.rightToLeft() ? safe.getMaxX() - 96 * c.u * p : safe.x,
                        wordsY - 46 * c.u,
                        96 * c.u * p,
                        10 * c.u));
    }

    private void lines(Canvas c, Block block, double y, double t, double leaving, Color colour, int after) {
        var composite = c.g.getComposite();
        c.g.setColor(colour);
        for (int i = 0; i < block.lines().size(); i++) {
            double p = eased((t - (i + after) * STAGGER) / ENTER);
            double alpha = Math.min(p, 1 - leaving);
            if (alpha <= 0) continue;
            var line = block.lines().get(i);
            double x = block.rightToLeft() ? safe.getMaxX() - line.getAdvance() : safe.x;
            double baseline =
                    y + i * block.size() * block.leading() + block.baseline() + (1 - p) * 46 * c.u - leaving * 18 * c.u;
            c.g.setComposite(AlphaComposite.SrcOver.derive((float) Math.min(1, alpha)));
            line.draw(c.g, (float) x, (float) baseline);
        }
        c.g.setComposite(composite);
    }

    /** The brand at the top of the first scene. */
    private void opening(Canvas c, double t, double leaving) {
        float tall = 84 * c.u;
        double alpha = Math.min(eased(t / ENTER), 1 - leaving);
        if (alpha <= 0 || wordsY - safe.y < tall + 50 * c.u) return;
        var composite = c.g.getComposite();
        c.g.setComposite(AlphaComposite.SrcOver.derive((float) Math.min(1, alpha)));
        c.logo(order.brand(), safe.x, safe.y, safe.width * 0.6f, tall, ground, ink, false);
        c.g.setComposite(composite);
    }

    private void closing(Canvas c, double t) {
        double p = eased(t / ENTER);
        if (p <= 0) return;
        var composite = c.g.getComposite();
        c.g.setComposite(AlphaComposite.SrcOver.derive((float) p));
        float tall = 190 * c.u;
        double y = safe.getCenterY() - (scene.text().isBlank() ? tall / 2 : tall + 30 * c.u) + (1 - p) * 40 * c.u;
        c.logo(order.brand(), safe.x, y, safe.width, tall, ground, ink, false);
        double q = eased((t - 0.25) / ENTER);
        if (!scene.text().isBlank() && q > 0) {
            c.g.setComposite(AlphaComposite.SrcOver.derive((float) q));
            c.button(
                    scene.text(),
                    safe.x,
                    safe.getCenterY() + 24 * c.u + (1 - q) * 40 * c.u,
                    safe.width,
                    accent,
                    Palette.onto(accent),
                    54 * c.u);
        }
        c.g.setComposite(composite);
    }

    private static double eased(double t) {
        double p = Math.max(0, Math.min(1, t));
        return 1 - Math.pow(1 - p, 3);
    }
}
