package org.freedomcheckout.webhook;

import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.http.SentOnce;
import org.freedomcheckout.store.Webhook;

/** The merchant's address: one try to deliver one webhook, signed as Standard Webhooks says. */
final class Receiver implements AutoCloseable {

    /** More are never under way at once, so a receiver that hangs holds up ours only so far. */
    static final int MAX_AT_ONCE = 320;

    /** A try takes no longer. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int MAX_ANSWER = 64 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final WebhookSettings settings;
    private final String userAgent;
    private final Duration deadline;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    /**
     * Ready.
     *
     * @param deadline after that a try is over
     */
    Receiver(WebhookSettings settings, String userAgent, Duration deadline) {
        this.settings = settings;
        this.userAgent = userAgent;
        this.deadline = deadline;
        DnsResolver addresses = settings.allowPrivate() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses();
        this.connections = SentOnce.connections(MAX_AT_ONCE, CONNECT, deadline)
                .setDnsResolver(addresses)
                .build();
        this.client = SentOnce.client(connections, CONNECT, deadline).build();
    }

    /** What a try met, such as {@code 200} or {@code timeout}. */
    record Outcome(int status, String answer) {

        boolean isDelivered() {
            return status / 100 == 2;
        }

        /** The receiver wants none of it any more. */
        boolean isGone() {
            return status == 410;
        }
    }

    Outcome deliver(Webhook webhook, Instant now) {
        var request = new HttpPost(settings.url());
        request.setHeader("User-Agent", userAgent);
        request.setHeader("webhook-id", webhook.id());
        request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        request.setHeader("webhook-signature", signatures(webhook, now));
        request.setEntity(
                new ByteArrayEntity(webhook.body().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        var timer = deadlines.schedule(request::abort, deadline.toMillis(), TimeUnit.MILLISECONDS);
        var status = new AtomicInteger();
        try {
            return client.execute(request, response -> {
                status.set(response.getCode());
                // What else it says is of no interest, and may be endless: beyond a little the connection goes with it.
                if (response.getEntity() != null
                        && response.getEntity().getContent().readNBytes(MAX_ANSWER + 1).length > MAX_ANSWER) {
                    request.abort();
                }
                return answered(response.getCode());
            });
        } catch (IOException | RuntimeException e) {
            // RuntimeException: HttpClient reports an aborted request so at some of its stages.
            if (status.get() != 0) {
                return answered(status.get());
            }
            return new Outcome(0, request.isAborted() || e instanceof InterruptedIOException ? "timeout" : reason(e));
        } finally {
            timer.cancel(false);
        }
    }

    private static Outcome answered(int status) {
        return new Outcome(status, Integer.toString(status));
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }

    /** One signature for each secret, so that the receiver can change them one after the other. */
    private String signatures(Webhook webhook, Instant now) {
        List<String> signatures = settings.secrets().get().stream()
                .map(secret -> sign(secret, webhook, now))
                .toList();
        return String.join(" ", signatures);
    }

    private static String sign(Secret secret, Webhook webhook, Instant now) {
        try {
            return new com.standardwebhooks.Webhook(secret.reveal())
                    .sign(webhook.id(), now.getEpochSecond(), webhook.body());
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("a webhook cannot be signed", e);
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.GRACEFUL);
        connections.close(CloseMode.GRACEFUL);
    }
}
