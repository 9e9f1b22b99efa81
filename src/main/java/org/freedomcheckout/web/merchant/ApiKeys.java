package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bearer keys of the merchant's servers. */
public final class ApiKeys {

    public static final int MIN_LENGTH = 32;

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final String SCHEME = "bearer ";

    private final Supplier<List<Secret>> keys;

    /** Keys, asked for with each request: they may change while the server runs. */
    public ApiKeys(Supplier<List<Secret>> keys) {
        this.keys = keys;
    }

    /**
     * Keys to admit requests with.
     *
     * @throws IllegalArgumentException unless there is one, and all have at least {@link #MIN_LENGTH} characters
     */
    public static List<Secret> checked(List<String> texts) {
        if (texts.isEmpty() || texts.stream().anyMatch(text -> text.length() < MIN_LENGTH)) {
            throw new IllegalArgumentException("must be keys of at least " + MIN_LENGTH + " characters");
        }
        return texts.stream().map(Secret::new).toList();
    }

    /** One of the keys, for a request of our own. */
    public Secret current() {
        return keys.get().getFirst();
    }

    /** The one of the keys that the request carries; takes the same time for every wrong one. */
    Optional<Secret> of(HttpServletRequest request) {
        var known = find(request);
        if (known.isEmpty()) {
            log.warn("A request of {} has no known API key", request.getRemoteAddr());
        }
        return known;
    }

    private Optional<Secret> find(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var given = new Secret(header.substring(SCHEME.length()).strip());
        var known = Optional.<Secret>empty();
        for (var key : keys.get()) {
            if (key.equals(given)) {
                known = Optional.of(key);
            }
        }
        return known;
    }

    /** Whether the request carries one of the keys. */
    public boolean admit(HttpServletRequest request) {
        return of(request).isPresent();
    }
}
