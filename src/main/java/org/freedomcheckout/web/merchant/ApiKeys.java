package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

    /** Whether the request carries one of the keys; takes the same time for every wrong one. */
    boolean admit(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var given = new Secret(header.substring(SCHEME.length()).strip());
        var known = false;
        for (var key : keys) {
            known |= key.equals(given);
        }
        return known;
    }
}
