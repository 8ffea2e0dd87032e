package io.fanfare;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server that webhooks are sent to, below an address of its own: it keeps what it gets and answers as it is told to. */
public final class Receiver {
    private static final Map<String, Receiver> ALL = new ConcurrentHashMap<>();
    private static final ServerSocket SOCKET = start();

    private final String path = "/hook-" + System.nanoTime() + "-" + ALL.size();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile String usual = "204 No Content\r\n";

    public Receiver() {
        ALL.put(path, this);
    }

    /** What was received; headers in small letters. */
    public record Call(Map<String, String> headers, String body, Instant at) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String id() {
            return header("webhook-id");
        }
    }

    public static int port() {
        return SOCKET.getLocalPort();
    }

    public String url() {
        return "http://localhost:" + port() + path;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The next answers, one each: a status line with headers, or {@code reset}, {@code hang}, {@code cut}, {@code endless}. */
    public Receiver next(String... some) {
        answers.addAll(List.of(some));
        return this;
    }

    /** All others. */
    public Receiver always(String answer) {
        usual = answer;
        return this;
    }

    /** Lets go of calls that hang. */
    public void release() {
        released.countDown();
    }

    private static ServerSocket start() {
        try {
            var socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            Thread.ofPlatform().daemon().name("receiver").start(() -> {
                while (true)
                    try {
                        var one = socket.accept();
                        threads.execute(() -> serve(one));
                    } catch (IOException closed) {
                        return;
                    }
            });
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            String first = line(in);
            var headers = new TreeMap<String, String>();
            for (String line = line(in); !line.isEmpty(); line = line(in))
                headers.put(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip());
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            String path = first.isEmpty() ? "" : first.split(" ")[1].replaceFirst("\\?.*", "");
            var receiver = ALL.get(path);
            if (receiver == null) respond(socket.getOutputStream(), "404 Not Found\r\n");
            else receiver.take(socket, new Call(headers, new String(body, StandardCharsets.UTF_8), Instant.now()));
        } catch (IOException gone) {
            // The caller has hung up.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Socket socket, Call call) throws IOException, InterruptedException {
        calls.add(call);
        String planned = answers.poll();
        String answer = planned == null ? usual : planned;
        var out = socket.getOutputStream();
        switch (answer) {
            case "reset" -> socket.setSoLinger(true, 0);
            case "hang" -> released.await();
            case "cut" ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhal".getBytes(StandardCharsets.US_ASCII));
            case "endless" -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] some = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
                while (true) out.write(some);
            }
            default -> respond(out, answer);
        }
    }

    private static void respond(OutputStream out, String answer) throws IOException {
        int split = answer.indexOf("\r\n\r\n");
        String head = split < 0 ? answer : answer.substring(0, split + 2);
        String body = split < 0 ? "" : answer.substring(split + 4);
        out.write(("HTTP/1.1 " + head + (head.endsWith("\r\n") ? "" : "\r\n") + "Connection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.write(c);
        return line.toString(StandardCharsets.UTF_8);
    }
}
