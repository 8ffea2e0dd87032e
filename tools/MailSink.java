import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A mail server that takes most mails and treats the others as badly as mail servers do. Which fault meets which attempt
 * comes from the seed, so a run can be repeated.
 */
final class MailSink implements AutoCloseable {
    /** What may go wrong, where, and in how many of a thousand attempts. */
    enum Fault {
        BUSY_AT_MAIL(15, "451 at MAIL"),
        CLOSING_AT_MAIL(10, "421 at MAIL, then the line is closed"),
        SILENT_AT_MAIL(3, "silent at MAIL"),
        BUSY_AT_RCPT(15, "450 at RCPT"),
        REFUSED_AT_RCPT(8, "550 at RCPT"),
        SILENT_AT_RCPT(3, "silent at RCPT"),
        BUSY_AT_DATA(10, "451 at DATA"),
        SILENT_AT_DATA(3, "silent at DATA"),
        DROPPED_IN_CONTENT(10, "line dropped within the message"),
        BUSY_AT_DOT(15, "452 after the final dot"),
        REFUSED_AT_DOT(5, "554 after the final dot"),
        KEPT_THEN_DROPPED(15, "line dropped after the final dot, mail kept"),
        DROPPED_AT_DOT(10, "line dropped after the final dot, mail not kept"),
        KEPT_THEN_SILENT(4, "silent after the final dot, mail kept"),
        SILENT_AT_DOT(3, "silent after the final dot, mail not kept");

        final int perThousand;
        final String words;

        Fault(int perThousand, String words) {
            this.perThousand = perThousand;
            this.words = words;
        }
    }

    private static final List<Fault> AT_MAIL = List.of(Fault.BUSY_AT_MAIL, Fault.CLOSING_AT_MAIL, Fault.SILENT_AT_MAIL);
    private static final List<Fault> AFTER_MAIL =
            Stream.of(Fault.values()).filter(fault -> !AT_MAIL.contains(fault)).toList();

    record Kept(String messageId, String sha256) {}

    private final ServerSocket door;
    private final long seed;
    private final long silence;
    private final long pace;
    private final Map<String, List<Kept>> kept = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, Integer> askedWhenDone = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<Fault, AtomicInteger> faults = new EnumMap<>(Fault.class);
    private final AtomicInteger mails = new AtomicInteger();
    private final AtomicInteger sequence = new AtomicInteger();

    /**
     * @param silence milliseconds of a silence, longer than the other side waits
     * @param pace milliseconds that a mail takes
     */
    MailSink(long seed, long silence, long pace) throws IOException {
        this.seed = seed;
        this.silence = silence;
        this.pace = pace;
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        for (var fault : Fault.values()) faults.put(fault, new AtomicInteger());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many mails were kept. */
    int count() {
        return mails.get();
    }

    List<Kept> kept(String address) {
        return kept.getOrDefault(address, List.of());
    }

    java.util.Set<String> addresses() {
        return kept.keySet();
    }

    /** Whether this address was answered with a 5xx. */
    boolean refused(String address) {
        return refused.containsKey(address);
    }

    /** Addresses that were offered again after their mail had been kept or refused for good. */
    List<String> askedAgain() {
        return askedWhenDone.entrySet().stream()
                .filter(done -> asked.get(done.getKey()).get() > done.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Map<Fault, AtomicInteger> faults() {
        return faults;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Line(socket).talk();
        } catch (IOException gone) {
            // They hung up, or died.
        }
    }

    /** The line is cut here, on purpose. */
    private static final class Cut extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final class Line {
        private final Socket socket;
        private final InputStream in;
        private String address = "";
        private Fault fault;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        void talk() throws IOException {
            say("220 sink");
            while (true) {
                String line = read();
                switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" -> say("250-sink\r\n250 8BITMIME");
                    case "HELO", "RSET", "NOOP" -> say("250 fine");
                    case "MAIL" -> mail();
                    case "RCPT" -> recipient(line);
                    case "DATA" -> data();
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("502 not known here");
                }
            }
        }

        private void mail() throws IOException {
            // Nobody knows yet for whom it is, so these faults come in the order of the mails.
            var random = new Random(seed * 31 + sequence.incrementAndGet());
            fault = draw(random, AT_MAIL);
            if (is(Fault.SILENT_AT_MAIL)) fallSilent();
            if (is(Fault.CLOSING_AT_MAIL)) {
                say("421 closing");
                throw new Cut();
            }
            if (is(Fault.BUSY_AT_MAIL)) say("451 come back later");
            else say("250 fine");
        }

        private void recipient(String line) throws IOException {
            address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            int attempt = asked.computeIfAbsent(address, a -> new AtomicInteger()).incrementAndGet();
            var random = new Random(seed ^ (address + "#" + attempt).hashCode() * 0x9E3779B97F4A7C15L);
            fault = draw(random, AFTER_MAIL);
            if (is(Fault.SILENT_AT_RCPT)) fallSilent();
            if (is(Fault.BUSY_AT_RCPT)) say("450 mailbox busy");
            else if (is(Fault.REFUSED_AT_RCPT)) refuse("550 no such user");
            else say("250 fine");
        }

        private void data() throws IOException {
            if (is(Fault.SILENT_AT_DATA)) fallSilent();
            if (is(Fault.BUSY_AT_DATA)) {
                say("451 not now");
                return;
            }
            say("354 go on");
            var content = content();
            Server.pause(pace);
            if (is(Fault.BUSY_AT_DOT)) {
                say("452 out of room");
                return;
            }
            if (is(Fault.REFUSED_AT_DOT)) {
                refuse("554 unwanted");
                return;
            }
            if (is(Fault.DROPPED_AT_DOT)) throw new Cut();
            if (is(Fault.SILENT_AT_DOT)) fallSilent();
            keep(content);
            if (is(Fault.KEPT_THEN_DROPPED)) throw new Cut();
            if (is(Fault.KEPT_THEN_SILENT)) fallSilent();
            say("250 kept as " + mails.get());
        }

        private void keep(byte[] content) {
            kept.computeIfAbsent(address, a -> new CopyOnWriteArrayList<>()).add(new Kept(messageId(content), sha256(content)));
            askedWhenDone.putIfAbsent(address, asked.get(address).get());
            mails.incrementAndGet();
        }

        private void refuse(String answer) throws IOException {
            refused.put(address, answer);
            askedWhenDone.putIfAbsent(address, asked.get(address).get());
            say(answer);
        }

        private byte[] content() throws IOException {
            var content = new ByteArrayOutputStream();
            for (int lines = 1; ; lines++) {
                byte[] line = readLine();
                if (line.length == 1 && line[0] == '.') return content.toByteArray();
                if (lines == 5 && is(Fault.DROPPED_IN_CONTENT)) throw new Cut();
                int from = line.length > 0 && line[0] == '.' ? 1 : 0;
                content.write(line, from, line.length - from);
                content.writeBytes(new byte[] {'\r', '\n'});
            }
        }

        private boolean is(Fault wanted) {
            if (fault != wanted) return false;
            faults.get(wanted).incrementAndGet();
            return true;
        }

        private void fallSilent() throws IOException {
            Server.pause(silence);
            throw new Cut();
        }

        private void say(String answer) throws IOException {
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private String read() throws IOException {
            return new String(readLine(), StandardCharsets.UTF_8);
        }

        private byte[] readLine() throws IOException {
            var line = new ByteArrayOutputStream(100);
            int last = -1;
            while (true) {
                int next = in.read();
                if (next < 0) throw new EOFException();
                if (last == '\r' && next == '\n') {
                    byte[] whole = line.toByteArray();
                    return java.util.Arrays.copyOf(whole, whole.length - 1);
                }
                line.write(next);
                last = next;
            }
        }
    }

    /** One of these faults, or none, by their parts of a thousand. */
    private static Fault draw(Random random, List<Fault> among) {
        int point = random.nextInt(1000);
        for (var fault : among) {
            point -= fault.perThousand;
            if (point < 0) return fault;
        }
        return null;
    }

    private static String messageId(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("message-id:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
