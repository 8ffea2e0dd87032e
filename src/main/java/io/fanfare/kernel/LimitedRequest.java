package io.fanfare.kernel;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * A request whose body has a largest size and a deadline. All large bodies together have a limit too, because each takes
 * many times its size in memory until it is parsed. An upload goes to disk.
 */
final class LimitedRequest extends HttpServletRequestWrapper implements AutoCloseable {
    private static final long LARGEST_BODY = 8L * 1024 * 1024;
    private static final long LARGEST_UPLOAD = 256L * 1024 * 1024;
    private static final Duration BODY_DEADLINE = Duration.ofMinutes(1);
    private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(30);

    /** Large bodies are counted in such parts; how many may be held at once depends on the heap. */
    private static final int PART = 1024 * 1024;

    private static final int PART_WAIT_SECONDS = 10;

    private final Semaphore parts;
    private final LongSupplier nanos;
    private final long most;
    private final long deadline;
    private long read;
    private int held;

    LimitedRequest(HttpServletRequest request, Semaphore parts, LongSupplier nanos) {
        super(request);
        this.parts = parts;
        this.nanos = nanos;
        boolean upload = String.valueOf(request.getContentType()).startsWith("multipart/");
        this.most = upload ? LARGEST_UPLOAD : LARGEST_BODY;
        this.deadline = nanos.getAsLong() + (upload ? UPLOAD_DEADLINE : BODY_DEADLINE).toNanos();
        if (request.getContentLengthLong() > most) throw tooLarge();
    }

    /** The parts of large bodies that this server holds at once. */
    static Semaphore parts() {
        return new Semaphore(
                (int) Math.max(LARGEST_BODY / PART, Runtime.getRuntime().maxMemory() / 32 / PART), true);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Counting(super.getInputStream(), this::count);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private void count(int n) {
        read += n;
        if (read > most) throw tooLarge();
        if (nanos.getAsLong() > deadline) throw Refused.tooSlow();
        // The first part of each is free: a small body never waits for a large one.
        while (held < read / PART) {
            if (!acquired())
                throw Refused.unavailable("Too many large requests at the same time. Try again in a moment.");
            held++;
        }
    }

    private boolean acquired() {
        try {
            return parts.tryAcquire(PART_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Refused tooLarge() {
        return Refused.tooLarge("The body is larger than " + most / (1024 * 1024) + " MB. Send it in smaller parts.");
    }

    @Override
    public void close() {
        parts.release(held);
        held = 0;
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream in;
        private final IntConsumer count;

        Counting(ServletInputStream in, IntConsumer count) {
            this.in = in;
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) count.accept(1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            if (n > 0) count.accept(n);
            return n;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
