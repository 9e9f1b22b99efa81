package org.freedomcheckout.web.limit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.freedomcheckout.ticker.Ticker;

/** The container's endpoint, with an eye on each of its {@link Connections}. */
public final class GuardedEndpoint extends NioEndpoint {

    private static final Duration BETWEEN_SWEEPS = Duration.ofMillis(500);

    private final Connections guarded;
    private final Ticker ticker = new Ticker("connections");

    public GuardedEndpoint(Connections connections) {
        this.guarded = connections;
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        ticker.every(BETWEEN_SWEEPS, guarded::sweep);
    }

    @Override
    public void stopInternal() {
        ticker.close();
        super.stopInternal();
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new Watching(handler));
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (!takes(socket)) {
            destroySocket(socket);
            return false;
        }
        if (!super.setSocketOptions(socket)) {
            guarded.closed(socket);
            return false;
        }
        return true;
    }

    private boolean takes(SocketChannel socket) {
        try {
            // Null once the other side has gone again.
            return socket.getRemoteAddress() instanceof InetSocketAddress address
                    && guarded.opened(socket, address.getAddress());
        } catch (IOException e) {
            return false;
        }
    }

    private final class Watching implements AbstractEndpoint.Handler<NioChannel> {

        private final AbstractEndpoint.Handler<NioChannel> handler;

        Watching(AbstractEndpoint.Handler<NioChannel> handler) {
            this.handler = handler;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent status) {
            var connection = guarded.find(socket.getSocket().getIOChannel());
            if (connection.isEmpty()) {
                return handler.process(socket, status);
            }
            var watched = connection.get();
            if (status == SocketEvent.OPEN_READ) {
                watched.readable();
            }
            var state = ScopedValue.where(Connection.CURRENT, watched).call(() -> handler.process(socket, status));
            switch (state) {
                case OPEN -> watched.waiting();
                case LONG -> watched.unfinished();
                default -> {}
            }
            return state;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            guarded.closed(socket.getSocket().getIOChannel());
            handler.release(socket);
        }

        @Override
        public Object getGlobal() {
            return handler.getGlobal();
        }

        @Override
        public void pause() {
            handler.pause();
        }

        @Override
        public void recycle() {
            handler.recycle();
        }
    }
}
