package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Refusal;

/**
 * {@code /pay/{token}/events}: the checkout's status as server-sent events. Each stream waits on a virtual thread of its
 * own; streams are few for each checkout and limited in all, and end after a while: the browser opens another.
 */
public final class EventsServlet extends ShopperServlet {

    private static final int MAX_STREAMS = 5_000;
    private static final int MAX_STREAMS_OF_ONE = 4;
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** Between looks at the database, for what another instance has moved; also the heartbeat. */
    private static final long LOOK_SECONDS = 5;

    private final Semaphore streams = new Semaphore(MAX_STREAMS);
    private final Map<CheckoutId, Integer> streamsOfOne = new ConcurrentHashMap<>();
    private final Set<BlockingQueue<Boolean>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    EventsServlet(Flow flow, ShopperPages pages) {
        super(flow, pages);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        if (!streams.tryAcquire()) {
            throw new Refusal(503, "unavailable");
        }
        try {
            if (streamsOfOne.merge(checkout.id(), 1, Integer::sum) > MAX_STREAMS_OF_ONE) {
                throw new Refusal(429, "too_many");
            }
            stream(checkout, response);
        } finally {
            streamsOfOne.computeIfPresent(checkout.id(), (_, n) -> n == 1 ? null : n - 1);
            streams.release();
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
            while (!stopping && System.nanoTime() - end < 0) {
                var status = flow.checkouts.find(first.id()).map(StatusJson::of).orElseThrow();
                if (!send(out, status.equals(shown) ? ":\n\n" : "retry: 2000\ndata: " + status + "\n\n")) {
                    return;
                }
                shown = status;
                moves.poll(LOOK_SECONDS, TimeUnit.SECONDS);
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
