package org.freedomcheckout.checkout;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What the database keeps and looks up instead of something that it must not know: the first 128 bits of its SHA-256.
 *
 * <p>Nobody gains by making two things with one hash, so it is enough that none can be found to a given one, for which OWASP's ASVS
 * 5.0 asks for 128 bits (V11.4.3). New hashes fall all over an index, and the longer they are, the more pages it has to be
 * touched and written: with millions of checkouts that is what a new one costs.
 */
public final class ShortHash {

    private static final int BYTES = 16;

    private ShortHash() {}

    /** 22 characters of base64url. */
    public static String of(byte[] secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
