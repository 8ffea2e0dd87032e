import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A mail server that takes every mail after a given time and keeps none: nothing of what is measured is its own. */
final class MailSwallow implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final AtomicInteger mails = new AtomicInteger();
    private final long millisPerMail;
    private final Consumer<String> arrival;

    MailSwallow(long millisPerMail) throws IOException {
        this(millisPerMail, address -> {});
    }

    /** @param arrival called with the address of each recipient once the mail has been taken */
    MailSwallow(long millisPerMail, Consumer<String> arrival) throws IOException {
        this.millisPerMail = millisPerMail;
        this.arrival = arrival;
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    var line = door.accept();
                    Thread.ofVirtual().start(() -> talk(line));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    int port() {
        return door.getLocalPort();
    }

    int mails() {
        return mails.get();
    }

    private void talk(Socket line) {
        try (line) {
            line.setTcpNoDelay(true);
            var in = new BufferedInputStream(line.getInputStream(), 65_536);
            String recipient = "";
            say(line, "220 swallow");
            for (String said = read(in); said != null; said = read(in)) {
                String verb = said.length() < 4 ? said : said.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(line, "250-swallow\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING");
                    case "RCPT" -> {
                        recipient = said.substring(said.indexOf('<') + 1, said.indexOf('>'));
                        say(line, "250 ok");
                    }
                    case "DATA" -> {
                        say(line, "354 go on");
                        swallow(in);
                        if (millisPerMail > 0) Server.pause(millisPerMail);
                        mails.incrementAndGet();
                        arrival.accept(recipient);
                        say(line, "250 taken");
                    }
                    case "QUIT" -> {
                        say(line, "221 bye");
                        return;
                    }
                    default -> say(line, "250 ok");
                }
            }
        } catch (IOException gone) {
            // The other side has gone.
        }
    }

    private static void swallow(InputStream in) throws IOException {
        int end = 0;
        byte[] dot = {'\r', '\n', '.', '\r', '\n'};
        // A dot on the first line ends an empty message.
        int matched = 2;
        while (end == 0) {
            int next = in.read();
            if (next < 0) throw new IOException("cut off");
            if (next == dot[matched]) matched++;
            else matched = next == '\r' ? 1 : 0;
            if (matched == dot.length) end = 1;
        }
    }

    private static String read(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') return line.toString();
            if (next != '\r') line.append((char) next);
        }
        return null;
    }

    private static void say(Socket line, String text) throws IOException {
        line.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
