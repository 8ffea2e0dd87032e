package io.fanfare.ai.writers;

import io.fanfare.ai.Fitting;
import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.Source.Link;
import io.fanfare.ai.Writer;
import io.fanfare.ai.writers.Reading.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes without a language model: it takes the sentences that say most out of the source, whole and in their order, and
 * invents nothing. Every number and every name is where the source has it.
 */
@Component
class OfflineWriter implements Writer {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final Pattern SCHEME = Pattern.compile("https?://(?:www\\.)?(?=\\S)");
    private static final Pattern PARTS = Pattern.compile("(?<=[:?!])\\s+|\\s+[–—|-]\\s+");
    private static final Pattern CLAUSES = Pattern.compile("(?<=[,;:，；、。])\\s+|\\s+[–—]\\s+|(?<=\\p{L})—(?=\\p{L})");

    /** What was read last: all that is made of one source is mostly made at once. */
    private volatile @Nullable Read last;

    private record Read(Source given, Source source, Reading reading, Phrases phrases) {}

    @SuppressWarnings(
            "ReferenceEquality") // The very same source; comparing the words of a book costs more than it saves.
    private Read read(Source given) {
        var known = last;
        if (known != null && known.given() == given) return known;
        var read = new Read(given, given, new Reading(given), new Phrases(given));
        last = read;
        return read;
    }

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public Post post(Source given, Frame frame) {
        var read = read(given);
        var source = read.source();
        var reading = read.reading();
        if (reading.units.isEmpty()) return titleOnly(source, frame);
        var tags = new ArrayList<>(read.phrases().hashtags(frame.hashtags(), frame.variant()));
        String cta = cta(reading, frame);
        // Hashtags and call may take a third; the words of the post come first.
        Measure measure = frame.measure();
        while (!tags.isEmpty() && measure.length("\n\n" + String.join(" ", tags)) > measure.limit() / 3)
            tags.removeLast();
        if (cta != null && measure.length(cta) > measure.limit() / 3 && measure.limit() < 600)
            cta = cta.contains("→ ") ? cta.substring(cta.indexOf("→ ")) : linkOnly(reading, frame);
        String tail = Post.composed(null, cta, tags);
        int room = measure.limit() - (tail.isEmpty() ? 0 : measure.length("\n\n" + tail));
        Measure forCaption = measure.atMost(Math.max(room, 1));
        String caption = caption(reading, frame.within(forCaption), cta);
        var post = new Post(caption, List.copyOf(tags), cta);
        while (!measure.fits(post.text()) && !post.hashtags().isEmpty())
            post = new Post(caption, post.hashtags().subList(0, post.hashtags().size() - 1), cta);
        if (!measure.fits(post.text())) post = new Post(Fitting.fit(caption, measure), List.of(), null);
        return post;
    }

    /** All that there is of a text without sentences. */
    private static Post titleOnly(Source source, Frame frame) {
        String words = source.title().isBlank() ? source.summary() : source.title();
        return new Post(Fitting.fit(words, frame.measure()), List.of(), null);
    }

    private static String caption(Reading reading, Frame frame, @Nullable String cta) {
        var taken = new ArrayList<Unit>();
        Measure measure = frame.measure();
        int aim = Math.min(frame.aim(), measure.limit());
        var hook = hook(reading, frame);
        String opening = frame.titled() ? "" : opening(reading, hook, measure);
        String first = Fitting.fit(opening + hook.whole(), measure);
        int left = aim - measure.length(first);
        taken.add(hook);
        Set<Unit> more = select(reading, taken, left, frame, cta);
        // What the post opens with comes first, the rest as the source has it.
        var paragraphs = new ArrayList<String>();
        paragraphs.add(first);
        paragraphs.addAll(paragraphs(more));
        return joined(paragraphs, measure);
    }

    private static String joined(List<String> paragraphs, Measure measure) {
        String text = paragraphs.getFirst();
        for (String paragraph : paragraphs.subList(1, paragraphs.size())) {
            String longer = text + "\n\n" + paragraph;
            if (measure.fits(longer)) text = longer;
        }
        return text;
    }

    /** The title as a line of its own, where the sentence does not say what it is about. */
    private static String opening(Reading reading, Unit hook, Measure measure) {
        String title = reading.source.title();
        boolean begins = !reading.source.blocks().isEmpty()
                && reading.source.blocks().getFirst().text().startsWith(title);
        if (title.isBlank() || begins || title.length() > 120 || reading.titleWords.isEmpty()) return "";
        boolean said = Reading.overlap(reading.titleWords, hook.words()) >= 0.5
                || hook.text().toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT));
        boolean room = measure.fits(title + "\n\n" + hook.whole());
        return said || !room ? "" : title + "\n\n";
    }

    /** The sentence that a post begins with; with each variant the next best. */
    private static Unit hook(Reading reading, Frame frame) {
        var candidates = candidates(reading).stream()
                .sorted(Comparator.comparingDouble((Unit unit) -> -hookWeight(reading, unit, frame)))
                .toList();
        return candidates.get(Math.floorMod(frame.variant(), Math.min(candidates.size(), 6)));
    }

    private static List<Unit> candidates(Reading reading) {
        var alone = reading.units.stream()
                .filter(unit -> !unit.isList() && !unit.leans() && !unit.courtesy() && unit.weight() > -0.2)
                .toList();
        var telling = alone.stream()
                .filter(unit -> unit.isEnded() && !unit.asks() && unit.words().size() > 2)
                .toList();
        if (!telling.isEmpty()) return telling;
        if (!alone.isEmpty()) return alone;
        var any = reading.units.stream().filter(unit -> !unit.isList()).toList();
        return any.isEmpty() ? reading.units : any;
    }

    private static double hookWeight(Reading reading, Unit unit, Frame frame) {
        double weight = unit.weight() + 0.5 * Reading.overlap(reading.titleWords, unit.words());
        if (unit.size() > 180) weight -= 0.2;
        if (unit.size() > frame.measure().limit()) weight -= 0.5;
        if (unit.place() == 0) weight += 0.7;
        if (unit.place() > reading.units.size() / 2) weight -= 0.3;
        return weight;
    }

    /** The best of the rest that fit into what is left and don't say the same again. */
    private static Set<Unit> select(Reading reading, List<Unit> taken, int left, Frame frame, @Nullable String cta) {
        var chosen = new HashSet<Unit>();
        var ranked = new ArrayList<>(reading.units);
        ranked.sort(
                Comparator.comparingDouble(unit -> -unit.weight() + (unit.asks() ? 0.25 : 0) + shifted(unit, frame)));
        int most = frame.aim() > 1000 ? 8 : frame.aim() > 500 ? 5 : 3;
        // Where there is room for little, only what says much.
        double least =
                frame.aim() <= 320 ? Math.max(0.1, 0.55 * ranked.getFirst().weight()) : 0.1;
        // Twice: what leans on another can only come once that is there.
        for (int i = 0; i < 2 * ranked.size(); i++) {
            Unit unit = ranked.get(i % ranked.size());
            if (chosen.size() >= most || left < 25) break;
            if (taken.contains(unit)
                    || !unit.isList() && unit.text().equals(reading.source.title())
                    || unit.courtesy()
                    || unit.points()
                    || unit.weight() < least
                    || cta != null && !unit.isList() && cta.startsWith(beginning(unit.text()))) continue;
            if (again(unit, taken) || again(unit, chosen)) continue;
            int size = frame.measure().length("\n\n" + unit.whole());
            if (size > left) continue;
            if (unit.leans() && !leansOn(reading, unit, taken, chosen)) continue;
            chosen.add(unit);
            left -= size;
        }
        var ordered = new LinkedHashSet<Unit>();
        chosen.stream().sorted(Comparator.comparingInt(Unit::place)).forEach(ordered::add);
        return ordered;
    }

    /** Other variants prefer other sentences, always the same ones. */
    private static double shifted(Unit unit, Frame frame) {
        return frame.variant() == 0 ? 0 : 0.5 * (((unit.place() + 1) * 7919 + frame.variant() * 104_729) % 97) / 97.0;
    }

    private static boolean again(Unit unit, Iterable<Unit> others) {
        for (Unit other : others)
            if (Reading.overlap(unit.words(), other.words()) > 0.65
                    || other.text().equals(unit.text())) return true;
        return false;
    }

    private static boolean leansOn(Reading reading, Unit unit, List<Unit> taken, Set<Unit> chosen) {
        if (unit.place() == 0) return false;
        Unit before = reading.units.get(unit.place() - 1);
        return before.block() == unit.block() && (taken.contains(before) || chosen.contains(before));
    }

    /** Sentences of one block are one paragraph. */
    private static List<String> paragraphs(Iterable<Unit> units) {
        var paragraphs = new ArrayList<String>();
        int block = -1;
        for (Unit unit : units) {
            if (unit.block() == block && !unit.isList()) paragraphs.add(followed(paragraphs.removeLast(), unit.text()));
            else paragraphs.add(unit.whole());
            block = unit.isList() ? -1 : unit.block();
        }
        return paragraphs;
    }

    /** Sentences one after the other; Chinese and Japanese ones without a space. */
    private static String followed(String text, String next) {
        return "。！？".indexOf(text.charAt(text.length() - 1)) >= 0 ? text + next : text + " " + next;
    }

    /** What the source asks its readers to do, with the address where that can be followed. */
    private static @Nullable String cta(Reading reading, Frame frame) {
        String fallback = frame.link() ? link(reading) : null;
        var asking = reading.units.stream()
                .filter(unit -> unit.asks()
                        && !unit.isList()
                        && !unit.leans()
                        && unit.text().length() <= 160
                        && !unit.text().endsWith(":")
                        && isCall(reading, unit)
                        && !(unit.points() && (!frame.link() || address(reading, unit) == null)))
                .sorted(Comparator.comparingDouble(
                        unit -> -unit.weight() - (double) unit.place() / (4.0 * reading.units.size())))
                .toList();
        if (asking.isEmpty()) return fallback == null ? null : "→ " + fallback;
        var chosen = asking.get(Math.floorMod(frame.variant(), asking.size()));
        String link = frame.link() ? address(reading, chosen) : null;
        var own = own(reading, chosen);
        // "at example.com" says the whole address where that leads somewhere.
        if (own != null && link != null && own.address().equals(link) && link.contains(own.text()))
            return chosen.text().replace(own.text(), link);
        // The hook is not said twice.
        if (reading.units.size() == 1) return link == null || chosen.text().contains(link) ? null : "→ " + link;
        return link == null || chosen.text().contains(link) ? chosen.text() : chosen.text() + "\n→ " + link;
    }

    /** The steps of a guide ask too; a call stands at the end, or leads somewhere. */
    private static boolean isCall(Reading reading, Unit unit) {
        return unit.isPlaced()
                || own(reading, unit) != null
                || 2 * (unit.place() + 1) >= reading.units.size()
                        && !StopWords.ADVISES.matcher(unit.text()).find();
    }

    /** Where a call leads: to the post if that stands somewhere, else where its own words do. */
    private static @Nullable String address(Reading reading, Unit call) {
        var source = reading.source;
        if (source.link() != null && !source.link().isBlank()) return source.link();
        var own = own(reading, call);
        return own != null ? own.address() : ADDRESS.matcher(call.text()).find() ? null : link(reading);
    }

    /** The link that words of a sentence have in the post. */
    private static @Nullable Link own(Reading reading, Unit unit) {
        return reading.source.links().stream()
                .filter(link -> link.text().length() > 2
                        && link.address().length() <= 200
                        && unit.text().contains(link.text()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String linkOnly(Reading reading, Frame frame) {
        String link = frame.link() ? link(reading) : null;
        return link == null ? null : "→ " + link;
    }

    /** Where the post stands; else the address in it whose words are those of the title. */
    private static @Nullable String link(Reading reading) {
        var source = reading.source;
        if (source.link() != null && !source.link().isBlank()) return source.link();
        String best = null;
        double most = 0.59;
        for (var link : source.links()) {
            var words = Reading.words(link.text());
            if (words.size() < 2 || words.stream().noneMatch(reading.titleWords::contains)) continue;
            double share =
                    (double) words.stream().filter(reading.titleWords::contains).count() / words.size();
            if (share > most && link.address().length() <= 200) {
                most = share;
                best = link.address();
            }
        }
        return best;
    }

    @Override
    public List<String> thread(Source given, Frame frame, int most) {
        var read = read(given);
        var source = read.source();
        var reading = read.reading();
        if (reading.units.isEmpty()) {
            String text = titleOnly(source, frame).caption();
            return text.isEmpty() ? List.of() : List.of(text);
        }
        Measure measure = frame.measure();
        var hook = hook(reading, frame);
        var parts = new ArrayList<String>();
        parts.add(Fitting.fit(opening(reading, hook, measure) + hook.whole(), measure));
        String cta = cta(reading, frame);
        var taken = List.of(hook);
        int room = measure.limit() * (most - 2);
        var chosen = select(
                reading,
                taken,
                room,
                new Frame(measure.atMost(Integer.MAX_VALUE), Math.max(room, 1001), 0, frame.link(), frame.variant()),
                cta);
        String part = "";
        int block = -1;
        for (Unit unit : chosen) {
            String text = Fitting.orNothing(unit.whole(), measure);
            if (text.isEmpty()) continue;
            // "They …" stays with those whom it speaks of.
            if (part.isEmpty() && unit.leans() && measure.fits(followed(parts.getLast(), text))) {
                parts.add(followed(parts.removeLast(), text));
                block = unit.block();
                continue;
            }
            String longer = part.isEmpty()
                    ? text
                    : unit.isList() || unit.block() != block ? part + "\n\n" + text : followed(part, text);
            if (!part.isEmpty() && (unit.block() == block || part.length() < 90) && measure.fits(longer)) part = longer;
            else {
                if (!part.isEmpty()) parts.add(part);
                part = text;
            }
            block = unit.block();
        }
        if (!part.isEmpty()) parts.add(part);
        while (parts.size() > most - (cta == null ? 0 : 1)) parts.removeLast();
        if (cta != null) close(parts, cta, measure);
        return List.copyOf(parts);
    }

    /** A call that is short does not stand alone. */
    private static void close(List<String> parts, String cta, Measure measure) {
        String last = parts.getLast() + "\n\n" + cta;
        if (cta.length() < 60 || cta.startsWith("→")) {
            if (measure.fits(last)) {
                parts.removeLast();
                parts.add(last);
                return;
            }
        }
        if (measure.fits(cta)) parts.add(cta);
        else {
            String fitted = Fitting.orNothing(cta, measure);
            if (!fitted.isEmpty()) parts.add(fitted);
        }
    }

    @Override
    public Script script(Source given, Frame frame) {
        var read = read(given);
        var source = read.source();
        var reading = read.reading();
        if (reading.units.isEmpty())
            return new Script(Fitting.fit(titleOnly(source, frame).caption(), Measure.characters(120)), List.of());
        var spoken = Measure.characters(190);
        var hook = hook(reading, frame.within(Measure.characters(130)));
        String said = hook.text().isEmpty() ? hook.items().getFirst() : hook.text();
        String title = source.title();
        boolean titled = title.length() >= 12 && title.length() <= 90 && hook.size() > 110 && !title.endsWith("…");
        String opening = titled ? title : Fitting.fit(said, Measure.characters(120));
        var scenes = new ArrayList<Scene>();
        var chosen = new ArrayList<Unit>();
        if (!opening.equals(hook.text())) chosen.add(hook);
        chosen.addAll(select(
                reading,
                List.of(hook),
                620,
                new Frame(Measure.characters(5000), 620, 0, false, frame.variant()),
                null));
        for (Unit unit : chosen) {
            if (scenes.size() >= 6) break;
            if (!unit.text().isEmpty() && !unit.isList()) add(scenes, Fitting.orNothing(unit.text(), spoken));
            unit.items().stream()
                    .filter(item -> !item.equals(opening))
                    .limit(unit.text().isEmpty() ? 7 : 3)
                    .forEach(item -> add(scenes, Fitting.orNothing(item, spoken)));
        }
        String cta = cta(reading, new Frame(spoken, 150, 0, false, frame.variant()));
        if (cta != null && !cta.equals(opening)) add(scenes, Fitting.orNothing(cta, spoken));
        String[] clauses = CLAUSES.split(said, 2);
        if (!scenes.isEmpty() || clauses.length < 2 || clauses[0].length() < 15)
            return new Script(opening, List.copyOf(scenes));
        // The only sentence, in two breaths.
        add(scenes, Fitting.orNothing(clauses[1], spoken));
        return new Script(
                Fitting.fit(clauses[0].replaceFirst("\\p{P}$", "") + "…", Measure.characters(120)),
                List.copyOf(scenes));
    }

    /** As it is said: nobody speaks of https. */
    private static void add(List<Scene> scenes, String text) {
        String said = SCHEME.matcher(text).replaceAll("");
        boolean again = scenes.stream().anyMatch(scene -> scene.text().equals(said));
        if (!said.isBlank() && !again) scenes.add(new Scene(said, seconds(said)));
    }

    /** About 150 words a minute, as one speaks; where words have no spaces between them, five characters a second. */
    static int seconds(String text) {
        double words = SPACES.split(text.strip()).length;
        double characters = text.codePoints()
                .filter(c -> Character.isIdeographic(c) || c >= 0x3040 && c <= 0x30FF)
                .count();
        return (int) Math.max(2, Math.ceil(words / 2.5 + characters / 5));
    }

    @Override
    public Letter letter(Source given, Frame frame) {
        var read = read(given);
        var source = read.source();
        var reading = read.reading();
        var subjectRoom = Measure.characters(60);
        if (reading.units.isEmpty()) {
            String words = titleOnly(source, frame).caption();
            return new Letter(
                    Fitting.fit(words, subjectRoom),
                    "",
                    words,
                    words.isEmpty() ? List.of() : List.of(new Paragraph(words, List.of())),
                    "",
                    null);
        }
        var hook = hook(reading, frame);
        String title = source.title().isBlank()
                ? hook.text().isEmpty() ? hook.items().getFirst() : hook.text()
                : source.title();
        String subject = headline(frame.variant() % 2 == 0 || hook.text().isEmpty() ? title : hook.text(), subjectRoom);
        if (subject.isEmpty()) subject = Fitting.fit(title, subjectRoom);
        String preheader = preheader(reading, hook, title, frame);
        var chosen = new ArrayList<Unit>();
        chosen.add(hook);
        chosen.addAll(select(
                reading,
                List.of(hook),
                frame.aim(),
                new Frame(Measure.characters(20_000), frame.aim(), 0, true, frame.variant()),
                null));
        var body = new ArrayList<Paragraph>();
        int block = -1;
        for (Unit unit : chosen) {
            if (unit.text().equals(title) && !unit.isList()) continue;
            if (unit.block() == block && !unit.isList() && !body.isEmpty()) {
                var before = body.removeLast();
                body.add(new Paragraph(followed(before.text(), unit.text()), List.of()));
            } else body.add(new Paragraph(unit.text(), unit.items()));
            block = unit.isList() ? -1 : unit.block();
        }
        var call = source.link() != null && !source.link().isBlank()
                ? null
                : reading.units.stream()
                        .filter(Unit::asks)
                        .map(unit -> own(reading, unit))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        String link = call == null ? link(reading) : call.address();
        boolean named = call != null
                && call.text().indexOf(' ') > 0
                && call.text().length() <= 40
                && reading.units.stream()
                        .anyMatch(unit -> unit.asks() && unit.text().startsWith(call.text()));
        String label = call != null && named ? call.text() : title;
        return new Letter(
                subject,
                preheader,
                Fitting.fit(title, Measure.characters(150)),
                List.copyOf(body),
                link == null ? "" : headline(label, Measure.characters(60)),
                link);
    }

    /** The whole, else the part before or after a colon or dash that says enough, else as much as fits. */
    private static String headline(String title, Measure room) {
        if (room.fits(title)) return title;
        return Stream.of(PARTS.split(title, 2))
                .map(part -> part.replaceFirst(":\\s*$", "").strip())
                .filter(part -> part.length() >= 15 && room.fits(part))
                .max(Comparator.comparing(part -> part.length() >= 24))
                .orElseGet(() -> Fitting.fit(title, room));
    }

    /** What a mail shows beside its subject: the first that fits as a whole. */
    private static String preheader(Reading reading, Unit hook, String title, Frame frame) {
        var room = Measure.characters(110);
        var best = reading.units.stream()
                .filter(unit -> unit.place() != hook.place() && !unit.isList() && !unit.leans() && !unit.courtesy())
                .filter(unit -> !unit.isQuestion())
                .sorted(Comparator.comparingDouble(unit -> -hookWeight(reading, unit, frame)))
                .map(Unit::text);
        String summary = frame.variant() % 2 == 0 ? reading.source.summary() : "";
        var lines = Stream.concat(Stream.of(summary, hook.text()), best)
                .filter(line -> !line.isBlank() && !line.equals(title))
                .toList();
        return lines.stream()
                .filter(room::fits)
                .findFirst()
                .or(() -> lines.stream().findFirst().map(line -> Fitting.fit(line, room)))
                .orElseGet(() -> hook.items().stream()
                        .skip(1)
                        .findFirst()
                        .map(item -> Fitting.fit(item, room))
                        .orElse(""));
    }

    @Override
    public List<String> variations(Source given, Frame frame, int count) {
        var read = read(given);
        var reading = read.reading();
        Measure measure = frame.measure();
        var found = new ArrayList<String>();
        if (reading.units.isEmpty()) return found;
        var tags = read.phrases().hashtags(Math.max(3, frame.hashtags()), 0);
        // First those that say something else or in another order, then those that only look different.
        var texts = new ArrayList<String>();
        var units = reading.units.stream().map(Unit::whole).toList();
        boolean small = units.size() <= 12;
        String whole = String.join("\n\n", paragraphs(reading.units));
        texts.add(small ? whole : post(given, frame.other(0)).caption());
        var hooks = candidates(reading).stream()
                .sorted(Comparator.comparingDouble((Unit unit) -> -hookWeight(reading, unit, frame)))
                .toList();
        for (int i = 0; i < Math.min(hooks.size(), count); i++) {
            var hook = hooks.get(i);
            texts.add(hook.whole());
            if (units.size() > 2) texts.add(post(given, frame.other(i)).caption());
            if (small && hook.place() > 0 && units.size() > 1) {
                var rest = reading.units.stream()
                        .filter(unit -> unit.place() != hook.place() && !unit.leans())
                        .toList();
                texts.add(hook.whole() + "\n\n" + String.join("\n\n", paragraphs(rest)));
            }
        }
        for (Unit unit : reading.units) texts.addAll(clauses(unit.text()));
        for (String text : texts) take(found, Fitting.fit(text, measure), count, 0.85, measure);
        if (found.size() < count && units.size() > 1)
            take(found, Fitting.fit(String.join("\n\n", units), measure), count, 2, measure);
        for (String text : List.of(whole, hooks.getFirst().whole()))
            for (int n = 1; n <= tags.size() && found.size() < count; n++)
                take(found, new Post(text, tags.subList(0, n), null).text(), count, 2, measure);
        if (found.size() < count) for (String text : texts) take(found, Fitting.fit(text, measure), count, 2, measure);
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    /** The parts of one sentence that can stand by themselves, as far as a writer without grammar can tell. */
    private static List<String> clauses(String sentence) {
        var clauses = new ArrayList<String>();
        String[] parts = CLAUSES.split(sentence);
        if (parts.length < 2) return clauses;
        clauses.add(String.join("\n", parts));
        if (parts[0].length() >= 20) clauses.add(parts[0].replaceFirst("[,;:，；、]+$", "…"));
        return clauses;
    }

    /** Two texts are different where they don't share nearly all of their words, or begin otherwise. */
    private static void take(List<String> found, String text, int count, double tooAlike, Measure measure) {
        if (found.size() >= count || text.isBlank() || !measure.fits(text) || found.contains(text)) return;
        var words = new HashSet<>(List.of(SPACES.split(text.strip())));
        for (String other : found) {
            var others = new HashSet<>(List.of(SPACES.split(other.strip())));
            var all = new HashSet<>(words);
            all.addAll(others);
            long both = words.stream().filter(others::contains).count();
            if ((double) both / all.size() > tooAlike && beginning(text).equals(beginning(other))) return;
        }
        found.add(text);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(24, text.length()));
    }
}
