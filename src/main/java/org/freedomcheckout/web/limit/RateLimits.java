package org.freedomcheckout.web.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How often the public addresses may be asked for. Each instance counts for itself. */
public final class RateLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final boolean on;

    private final RateLimit pagesOfCheckout;
    private final RateLimit pagesToAddress;
    private final RateLimit statusOfCheckout;
    private final RateLimit returnsOfPayment;
    private final RateLimit unknownToAddress;
    private final RateLimit callsOfKey;
    private final RateLimit wrongKeysOfAddress;
    private final RateLimit reports;

    /**
     * Ready.
     *
     * @param on false where another layer limits: only what is common to all callers is limited then
     */
    public RateLimits(boolean on) {
        this(on, TimeMeter.SYSTEM_MILLISECONDS);
    }

    /** In another time. */
    RateLimits(boolean on, TimeMeter time) {
        this.on = on;
        this.pagesOfCheckout = new RateLimit(60, MINUTE, time);
        this.pagesToAddress = new RateLimit(300, MINUTE, time);
        this.statusOfCheckout = new RateLimit(120, MINUTE, time);
        this.returnsOfPayment = new RateLimit(20, MINUTE, time);
        this.unknownToAddress = new RateLimit(30, MINUTE, time);
        this.callsOfKey = new RateLimit(100, SECOND, time);
        this.wrongKeysOfAddress = new RateLimit(10, MINUTE, time);
        this.reports = new RateLimit(10, SECOND, time);
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
