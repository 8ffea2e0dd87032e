import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection that asks for one address again and again, with as little work of its own as can be. */
final class HttpLine implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final byte[] request;

    HttpLine(String address, String token) throws IOException {
        var uri = URI.create(address);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        request = ("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + authorization + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    void get() throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line())
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) length = Long.parseLong(header.substring(15).strip());
        if (length >= 0) in.skipNBytes(length);
        else
            for (int piece = Integer.parseInt(line(), 16); ; piece = Integer.parseInt(line(), 16)) {
                in.skipNBytes(piece + 2L);
                if (piece == 0) break;
            }
        if (!status.startsWith("HTTP/1.1 200")) throw new IOException("answered " + status);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException();
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
