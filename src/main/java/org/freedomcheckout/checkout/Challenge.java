package org.freedomcheckout.checkout;

import java.net.URI;

/**
 * What the issuer's ACS must be sent; opaque, passed on byte for byte.
 *
 * @param acsUrl absolute
 * @param paReq 1 to 65536 characters
 * @param md 0 to 65536 characters, often empty
 */
public record Challenge(URI acsUrl, Secret paReq, Secret md) {

    /** Whether an {@code MD} that came back cannot be the one that was sent; an empty one says nothing. */
    public boolean contradicts(Secret returnedMd) {
        return !md.isEmpty() && !returnedMd.isEmpty() && !md.equals(returnedMd);
    }
}
