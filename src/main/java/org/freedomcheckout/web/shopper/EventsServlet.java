package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.limit.Connections;
import org.freedomcheckout.web.limit.RateLimits;
import org.freedomcheckout.web.limit.Streams;

/**
 * {@code /pay/{token}/events}: the checkout's status as server-sent events. Each stream waits on a virtual thread of its
 * own; streams are few for each checkout and limited in all, and end after a while: the browser opens another.
 */
public final class EventsServlet extends ShopperServlet {

    private static final Duration LIFE = Duration.ofMinutes(10);

    /** Between looks at the database, for what another instance has moved. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Something is said so often even if there is no news: proxies and browsers take a silent stream for a dead one. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(25);

    private final Streams streams;
    private final Set<BlockingQueue<Boolean>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    EventsServlet(Flow flow, ShopperPages pages, RateLimits limits) {
        super(flow, pages, limits);
        this.streams = new Streams(limits.on());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = watched(request);
        try (var _ = streams.open(checkout.id()).orElseThrow(Refusal::unavailable)) {
            Connections.stream(request);
            stream(checkout, response);
        }
    }

    /** Ends all streams: the server is stopping. */
    @Override
    public void destroy() {
        stopping = true;
        waiting.forEach(moves -> moves.offer(true));
    }

    private void stream(Checkout first, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        var out = response.getWriter();
        var end = System.nanoTime() + LIFE.toNanos();
        var moves = new LinkedBlockingQueue<Boolean>(1);
        waiting.add(moves);
        try (var _ = flow.changes.subscribe(first.id(), () -> moves.offer(true))) {
            var shown = "";
            var said = System.nanoTime();
            while (!stopping && System.nanoTime() - end < 0) {
                var status = flow.checkouts.find(first.id()).map(StatusJson::of).orElseThrow();
                var isNews = !status.equals(shown);
                if (isNews || System.nanoTime() - said >= HEARTBEAT.toNanos()) {
                    if (!send(out, isNews ? "retry: 2000\ndata: " + status + "\n\n" : ":\n\n")) {
                        return;
                    }
                    said = System.nanoTime();
                    shown = status;
                }
                moves.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.remove(moves);
        }
    }

    private static boolean send(PrintWriter out, String message) {
        out.write(message);
        out.flush();
        return !out.checkError();
    }
}
