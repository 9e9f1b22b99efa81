package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A crowd of slow clients (headers and bodies byte by byte, answers that nobody reads, nothing at all), from many addresses,
 * each coming back when it is cut off, and shoppers among them. {@code -Dslow.clients=10000 -Dslow.shoppers=10000} also
 * measures.
 */
class SlowClientsTest {

    private static final int CLIENTS = Integer.getInteger("slow.clients", 400);
    private static final int SHOPPERS = Integer.getInteger("slow.shoppers", 200);
    private static final boolean MEASURED = Integer.getInteger("slow.clients") != null;

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "on");

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong cutOff = new AtomicLong();

    @Test
    void aCrowdOfSlowClientsKeepsNobodyFromPaying() throws Exception {
        var checkouts = new ArrayList<Checkout>();
        // A key may open 100 in a second.
        for (int i = 0; i < 80; i++) {
            checkouts.add(running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID)));
        }
        var crowd = Thread.ofPlatform().start(this::crowd);
        var times = new ArrayList<Long>();
        try {
            for (int i = 0; i < SHOPPERS; i++) {
                times.add(visit(checkouts.get(i % checkouts.size()), "127.2." + i % 250 + ".1"));
            }
        } finally {
            over.set(true);
            crowd.join();
        }
        Collections.sort(times);
        var p99 = times.get(times.size() * 99 / 100) / 1_000_000;
        if (MEASURED) {
            System.out.printf(
                    "%d slow clients, cut off %d times; %d pages: p50 %d ms, p99 %d ms, max %d ms%n",
                    CLIENTS,
                    cutOff.get(),
                    times.size(),
                    times.get(times.size() / 2) / 1_000_000,
                    p99,
                    times.getLast() / 1_000_000);
            assertThat(p99).isLessThanOrEqualTo(1_000);
        }
    }

    /** Nanoseconds for a page, connection and all. */
    private long visit(Checkout checkout, String from) {
        var url = URI.create(checkout.url());
        var begin = System.nanoTime();
        try (var shopper = new RawHttp(url, from)) {
            shopper.send("GET " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(shopper.readToTheEnd()).startsWith("HTTP/1.1 200").endsWith("</html>\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return System.nanoTime() - begin;
    }

    private void crowd() {
        var clients = new ArrayList<SlowClient>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new SlowClient(i));
        }
        while (!over.get()) {
            clients.forEach(SlowClient::drip);
            LockSupport.parkNanos(200_000_000);
        }
        clients.forEach(SlowClient::close);
    }

    private static final List<String> BEGINNINGS = List.of(
            "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nX: ",
            "POST /acs/" + "A".repeat(43) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n",
            "GET /api/v1/openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(40),
            "");

    private final class SlowClient {

        private final String from;
        private final ByteBuffer beginning;
        private final ByteBuffer drop;
        private final ByteBuffer thrownAway = ByteBuffer.allocate(64);
        private SocketChannel channel;

        SlowClient(int number) {
            from = "127.1." + number / 50 % 250 + "." + (1 + number / 12_500);
            var text = BEGINNINGS.get(number % BEGINNINGS.size());
            beginning = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            drop = ByteBuffer.wrap(text.isEmpty() ? new byte[0] : new byte[] {'x'});
        }

        void drip() {
            try {
                if (channel == null) {
                    open();
                } else if (!channel.finishConnect()) {
                    return;
                } else if (beginning.hasRemaining()) {
                    channel.write(beginning);
                } else {
                    channel.write(drop.rewind());
                }
                if (channel.isConnected() && channel.read(thrownAway.clear()) < 0) {
                    cutOff.incrementAndGet();
                    close();
                }
            } catch (IOException e) {
                cutOff.incrementAndGet();
                close();
            }
        }

        private void open() throws IOException {
            beginning.rewind();
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            channel.connect(new InetSocketAddress(
                    InetAddress.ofLiteral("127.0.0.1"), running.url().getPort()));
        }

        void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                channel = null;
            }
        }
    }
}
