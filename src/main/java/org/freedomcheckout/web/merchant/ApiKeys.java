package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Secret;

/**
 * The bearer keys of the merchant's servers.
 *
 * @param keys each at least 32 characters; two during a rotation
 */
public record ApiKeys(List<Secret> keys) {

    private static final String SCHEME = "bearer ";

    public ApiKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("must name at least one key");
        }
        if (keys.stream().anyMatch(key -> key.length() < 32)) {
            throw new IllegalArgumentException("must have keys of at least 32 characters");
        }
    }

    /** The one of the keys that the request carries; takes the same time for every wrong one. */
    Optional<Secret> of(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var given = new Secret(header.substring(SCHEME.length()).strip());
        var known = Optional.<Secret>empty();
        for (var key : keys) {
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
