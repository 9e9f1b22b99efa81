package org.freedomcheckout.web;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that cannot be served, and how it is told: an HTTP status and the key of a text. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String key;
    private final transient @Nullable Duration retryAfter;

    /**
     * Refuses.
     *
     * @param key one of the texts {@code error.<key>.title}
     */
    public Refusal(int status, String key) {
        this(status, key, null);
    }

    /**
     * Refuses for a while.
     *
     * @param key one of the texts {@code error.<key>.title}
     * @param retryAfter when it is worth to try again
     */
    public Refusal(int status, String key, @Nullable Duration retryAfter) {
        super(status + " " + key, null, false, false);
        this.status = status;
        this.key = key;
        this.retryAfter = retryAfter;
    }

    public static Refusal badRequest() {
        return new Refusal(400, "bad_request");
    }

    public static Refusal notFound() {
        return new Refusal(404, "not_found");
    }

    public static Refusal tooLarge() {
        return new Refusal(413, "too_large");
    }

    /** Too much to do, or to be done by somebody who cannot be reached: it passes. */
    public static Refusal unavailable() {
        return new Refusal(503, "unavailable", Duration.ofSeconds(5));
    }

    public static Refusal tooMany(Duration retryAfter) {
        return new Refusal(429, "too_many", retryAfter);
    }

    /** What the {@code Retry-After} header says, in whole seconds of which there is at least one. */
    public Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter)
                .map(wait -> Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }
}
