package io.fanfare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server with the TXT records that it is given; every other name does not exist. */
public final class FakeDns {
    private static final Map<String, String> RECORDS = new ConcurrentHashMap<>();
    private static final DatagramSocket SOCKET = start();

    private FakeDns() {}

    public static int port() {
        return SOCKET.getLocalPort();
    }

    public static void put(String name, String text) {
        RECORDS.put(name.toLowerCase(Locale.ROOT), text);
    }

    private static DatagramSocket start() {
        try {
            var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual().start(() -> serve(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(DatagramSocket socket) {
        while (true) {
            try {
                var packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static byte[] answer(ByteBuffer query) {
        short id = query.getShort();
        query.position(12);
        int start = query.position();
        var name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            var label = new byte[length];
            query.get(label);
            if (!name.isEmpty()) name.append('.');
            name.append(new String(label, StandardCharsets.US_ASCII));
        }
        query.position(query.position() + 4);
        byte[] question = new byte[query.position() - start];
        query.get(start, question);
        String text = RECORDS.get(name.toString().toLowerCase(Locale.ROOT));
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(12)
                .putShort(id)
                .putShort((short) (text == null ? 0x8583 : 0x8580))
                .putShort((short) 1)
                .putShort((short) (text == null ? 0 : 1))
                .putInt(0)
                .array());
        out.writeBytes(question);
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.writeBytes(ByteBuffer.allocate(13)
                    .putShort((short) 0xc00c)
                    .putShort((short) 16)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) (bytes.length + 1))
                    .put((byte) bytes.length)
                    .array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
