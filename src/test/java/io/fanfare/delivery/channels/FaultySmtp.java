package io.fanfare.delivery.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that keeps what it takes, and fails where it is told to: each fault once, at the next message that gets there. */
public final class FaultySmtp implements AutoCloseable {
    enum Step {
        CONNECT,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        DOT
    }

    enum Then {
        GO_ON,
        DROP,
        HANG
    }

    /** @param reply said first, unless empty; {@code taken}: the message is kept all the same */
    record Fault(Step at, String reply, boolean taken, Then then) {
        static Fault reply(Step at, String reply) {
            return new Fault(at, reply, false, Then.GO_ON);
        }

        static Fault drop(Step at) {
            return new Fault(at, "", false, Then.DROP);
        }

        static Fault hang(Step at) {
            return new Fault(at, "", false, Then.HANG);
        }

        Fault butTaken() {
            return new Fault(at, reply, true, then);
        }

        Fault thenDrop() {
            return new Fault(at, reply, taken, Then.DROP);
        }
    }

    public record Taken(String from, String to, String bytes) {}

    public final List<Taken> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger accepted = new AtomicInteger();

    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket server;
    private final String extensions;
    private final boolean keeping;

    public FaultySmtp() {
        this("250 SIZE 10000000", true);
    }

    FaultySmtp(String extensions, boolean keeping) {
        this.extensions = extensions;
        this.keeping = keeping;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next recipient is answered by this reply. */
    public void refuseNextRecipient(String reply) {
        next(Fault.reply(Step.RCPT, reply));
    }

    void next(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** As a server does with connections that were idle for long. */
    void dropIdleConnections() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        dropIdleConnections();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Dialogue(new BufferedInputStream(socket.getInputStream(), 65536), socket.getOutputStream()).run();
        } catch (IOException | Dropped e) {
            // The line is closed, as a fault or the client wanted it.
        } finally {
            open.remove(socket);
        }
    }

    private static final class Dropped extends RuntimeException {
        Dropped() {
            super("dropped");
        }
    }

    private final class Dialogue {
        private final InputStream in;
        private final OutputStream out;
        private String from = "";
        private String to = "";

        Dialogue(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            step(Step.CONNECT, "220 faulty.test ESMTP");
            for (var line = line(); !line.isEmpty(); line = line()) {
                var word = line.strip().split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (word) {
                    case "EHLO" -> step(Step.EHLO, "250-faulty.test\r\n" + extensions);
                    case "MAIL" -> {
                        from = inBrackets(line);
                        step(Step.MAIL, "250 2.1.0 ok");
                    }
                    case "RCPT" -> {
                        to = inBrackets(line);
                        step(Step.RCPT, "250 2.1.5 ok");
                    }
                    case "DATA" -> {
                        if (step(Step.DATA, "354 go on")) {
                            content();
                        }
                    }
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("250 ok");
                }
            }
        }

        private void content() throws IOException {
            var bytes = new ByteArrayOutputStream();
            step(Step.CONTENT, "");
            for (var line = line(); !line.equals(".\r\n"); line = line()) {
                if (line.isEmpty()) {
                    throw new Dropped();
                }
                bytes.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(ISO_8859_1));
            }
            var message = new Taken(from, to, keeping ? bytes.toString(ISO_8859_1) : "");
            step(Step.DOT, "250 2.0.0 queued as " + (accepted.get() + 1), message);
        }

        private boolean step(Step step, String usual) throws IOException {
            return step(step, usual, null);
        }

        private boolean step(Step step, String usual, @Nullable Taken message) throws IOException {
            var fault = faults.peek();
            var faulty = fault != null && fault.at == step && faults.remove(fault);
            if (message != null && (!faulty || fault.taken)) {
                accepted.incrementAndGet();
                if (keeping) {
                    taken.add(message);
                }
            }
            if (!faulty) {
                say(usual);
                return true;
            }
            say(fault.reply);
            switch (fault.then) {
                case GO_ON -> {}
                case DROP -> throw new Dropped();
                case HANG -> hang();
            }
            return false;
        }

        private void hang() {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Dropped();
        }

        private void say(String text) throws IOException {
            if (!text.isEmpty()) {
                out.write((text + "\r\n").getBytes(ISO_8859_1));
            }
        }

        /** With its line end; empty at the end of the line. */
        private String line() throws IOException {
            var line = new ByteArrayOutputStream(80);
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    return line.toString(ISO_8859_1);
                }
            }
            return "";
        }

        private static String inBrackets(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }
    }
}
