package org.freedomcheckout.web.limit;

import java.time.Duration;

/** How often the public addresses may be asked for. Each instance counts for itself. */
public final class RateLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final boolean on;

    private final RateLimit pagesOfCheckout = new RateLimit(60, MINUTE);
    private final RateLimit pagesToAddress = new RateLimit(300, MINUTE);
    private final RateLimit statusOfCheckout = new RateLimit(120, MINUTE);
    private final RateLimit returnsOfPayment = new RateLimit(20, MINUTE);
    private final RateLimit unknownToAddress = new RateLimit(30, MINUTE);
    private final RateLimit callsOfKey = new RateLimit(100, SECOND);
    private final RateLimit wrongKeysOfAddress = new RateLimit(10, MINUTE);
    private final RateLimit reports = new RateLimit(10, SECOND);

    /**
     * Ready.
     *
     * @param on false where another layer limits: only what is common to all callers is limited then
     */
    public RateLimits(boolean on) {
        this.on = on;
    }

    /** Whether there are limits for each address, token and key. */
    public boolean on() {
        return on;
    }

    /** A page of a checkout that exists. */
    public void page(String checkout) {
        count(pagesOfCheckout, checkout);
    }

    /** Any page of a checkout, whether there is one or not. */
    public void pageTo(String address) {
        count(pagesToAddress, ClientAddress.of(address));
    }

    /** The status of a checkout that exists. */
    public void status(String checkout) {
        count(statusOfCheckout, checkout);
    }

    /** A browser that comes back for a payment that exists. */
    public void returned(String payment) {
        count(returnsOfPayment, payment);
    }

    /** A key in an address that leads nowhere. */
    public void unknown(String address) {
        count(unknownToAddress, ClientAddress.of(address));
    }

    /** A call of the merchant's. */
    public void call(Object key) {
        count(callsOfKey, key);
    }

    /**
     * A call with a wrong key. Only wrong ones are counted and refused: whoever guesses must not be able to shut out the
     * merchant's server behind the same address.
     */
    public void wrongKey(String address) {
        count(wrongKeysOfAddress, ClientAddress.of(address));
    }

    /** A report of a browser's about our policies. */
    public void report() {
        reports.count("all");
    }

    private void count(RateLimit limit, Object caller) {
        if (on) {
            limit.count(caller);
        }
    }
}
