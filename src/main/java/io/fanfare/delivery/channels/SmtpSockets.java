package io.fanfare.delivery.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that do not wait to fill a packet (SMTP speaks in short lines: each message would stall 40 ms), and connect only
 * where they may. TLS is laid over them by Angus.
 */
final class SmtpSockets extends SocketFactory {
    private final Predicate<InetAddress> reachable;

    SmtpSockets(Predicate<InetAddress> reachable) {
        this.reachable = reachable;
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Checked(reachable);
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("Angus opens the connection");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("Angus opens the connection");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("Angus opens the connection");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("Angus opens the connection");
    }

    private static final class Checked extends Socket {
        private final Predicate<InetAddress> reachable;

        Checked(Predicate<InetAddress> reachable) {
            this.reachable = reachable;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                throw new UnknownHostException("the host name does not exist");
            }
            if (!reachable.test(internet.getAddress())) {
                throw new IOException(
                        "the mail server is not on the public internet: only the operator of this server can allow private addresses");
            }
            super.connect(endpoint, timeout);
        }
    }
}
