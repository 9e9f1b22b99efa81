package org.freedomcheckout.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import org.freedomcheckout.checkout.Secret;

/**
 * Freedom Pay's signature, {@code pg_sig}: MD5 over the script name, the values in the order of their names, and the
 * secret, joined by semicolons.
 *
 * <p>Names are compared byte by byte, so that capitals come first. Values go in as they travel, after decoding: not
 * trimmed, not normalized, the empty ones too.
 *
 * @see <a href="https://docs.freedompay.kz/">Gateway API, "Intro", signature</a>
 */
final class Signature {

    static final String FIELD = "pg_sig";

    private Signature() {}

    /** The signature of fields under their own names, 32 lower-case hexadecimal digits. */
    static String sign(String script, List<Entry<String, String>> fields, Secret secret) {
        return HexFormat.of().formatHex(md5(Optional.of(script), values(fields, true), secret));
    }

    /** The values in signing order, without {@code pg_sig} itself; fields of one name keep their order. */
    static List<String> values(List<Entry<String, String>> fields, boolean withEmptyOnes) {
        return fields.stream()
                .filter(field -> !field.getKey().equals(FIELD))
                .filter(field -> withEmptyOnes || !field.getValue().isEmpty())
                .sorted(Comparator.comparing(Entry::getKey))
                .map(Entry::getValue)
                .toList();
    }

    /** The 16 bytes; without a script the joined text begins with the first value. */
    static byte[] md5(Optional<String> script, List<String> values, Secret secret) {
        var parts = new ArrayList<String>();
        script.ifPresent(parts::add);
        parts.addAll(values);
        parts.add(secret.reveal());
        try {
            // The provider's choice, not ours: a message signed so is believed only within TLS or once asked back.
            return MessageDigest.getInstance("MD5")
                    .digest(String.join(";", parts).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
