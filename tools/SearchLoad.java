import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Documents of made-up words, as frequent as those of a language: the word of rank n occurs n times less often than the first. What
 * is searched are words of the ranks that people search: not the 30 that nearly every document has.
 */
final class SearchLoad {
    static final int DOCUMENTS = Integer.getInteger("documents", 1_000_000);
    static final int NEIGHBOURS = 10;
    private static final int VOCABULARY = 50_000;
    private static final int MOST_FREQUENT = 30;
    private static final int WRITES = 60;

    private final BareServer bare;
    private final Api api;
    private final UUID workspace;
    private final Random random = new Random(16);
    private final List<String> words;

    SearchLoad(BareServer bare, Api api, UUID workspace) throws Exception {
        this.bare = bare;
        this.api = api;
        this.workspace = workspace;
        bare.makeDocuments(workspace, DOCUMENTS, NEIGHBOURS, VOCABULARY);
        words = bare.vocabulary();
    }

    private String word() {
        return words.get((int) (MOST_FREQUENT * Math.pow((double) words.size() / MOST_FREQUENT, random.nextDouble())) - 1);
    }

    private String typed() {
        String word = word();
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> word;
            case 4, 5 -> word + " " + word();
            case 6 -> word.substring(0, Math.min(word.length(), 4 + random.nextInt(3)));
            case 7 -> word + " -" + word();
            case 8 -> '"' + word + " " + word() + '"';
            default -> word.charAt(1) + word.substring(0, 1) + word.substring(2);
        };
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }

    /** One search of the mix: words, several, a beginning, an exclusion, a phrase, a typing error; one in five is filtered. */
    void search() throws Exception {
        String filter = switch (random.nextInt(15)) {
            case 0 -> "&kind=task";
            case 1 -> "&status=todo";
            case 2 -> "&tag=tag3";
            default -> "";
        };
        api.get("/api/search?q=" + encoded(typed()) + filter).expect(200);
    }

    void suggest() throws Exception {
        String word = word();
        api.get("/api/search/suggest?q=" + encoded(word.substring(0, 2 + random.nextInt(word.length() - 2)))).expect(200);
    }

    /** The same words by one statement, without rights, forms, corrections and counts. */
    void bareSearch() throws Exception {
        bare.search(workspace, word());
    }

    /** Milliseconds at the median, for 95 of 100, and at most. */
    static String spread(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "p50 %.1f ms, p95 %.1f ms, most %.1f ms".formatted(
                sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 95 / 100] / 1e6, sorted[sorted.length - 1] / 1e6);
    }

    /** How long after the response to a write others find what was written, and words with typing errors in it. */
    String lag() throws Exception {
        var exact = new ArrayList<Long>();
        var corrected = new ArrayList<Long>();
        for (int i = 0; i < WRITES; i++) {
            String name = "zq" + letters(i) + "xv" + letters(i * 31 + 7) + "kw";
            api.post("/api/campaigns", java.util.Map.of("name", name)).expect(201);
            long written = System.nanoTime();
            await("/api/search?q=" + name);
            exact.add(System.nanoTime() - written);
            await("/api/search?q=" + name.substring(0, 2) + "j" + name.substring(3));
            corrected.add(System.nanoTime() - written);
        }
        return "%d writes, found by a search that began after the response: %s; with a typing error: %s"
                .formatted(WRITES, spread(exact), spread(corrected));
    }

    private void await(String path) throws Exception {
        while (api.get(path).expect(200).text("total").equals("0")) Thread.sleep(10);
    }

    private static String letters(int number) {
        var text = new StringBuilder();
        for (int rest = number + 1_000; rest > 0; rest /= 20) text.append("bcdfghjklmnprstvwzae".charAt(rest % 20));
        return text.toString();
    }

    static List<Long> timed(int times, Asking asking) throws Exception {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < times; i++) {
            long asked = System.nanoTime();
            asking.ask();
            nanos.add(System.nanoTime() - asked);
        }
        return nanos;
    }

    interface Asking {
        void ask() throws Exception;
    }
}
