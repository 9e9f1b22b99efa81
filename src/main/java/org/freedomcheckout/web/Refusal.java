package org.freedomcheckout.web;

/** A request that cannot be served, and how it is told: an HTTP status and the key of a text. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String key;

    /**
     * Refuses.
     *
     * @param key one of the texts {@code error.<key>.title}
     */
    public Refusal(int status, String key) {
        super(status + " " + key, null, false, false);
        this.status = status;
        this.key = key;
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

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }
}
