package org.freedomcheckout.gateway;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.freedomcheckout.checkout.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether a message carries Freedom Pay's signature. */
final class Verifier {

    private static final Logger log = LoggerFactory.getLogger(Verifier.class);
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

    private final Supplier<List<Secret>> secrets;

    /** The secrets to believe in, asked for with each message. */
    Verifier(Supplier<List<Secret>> secrets) {
        this.secrets = secrets;
    }

    /** Whether exactly one well-formed {@code pg_sig} is among the fields, and is the one of this script. */
    boolean isSigned(String script, List<Entry<String, String>> fields) {
        return isSigned(List.of(Optional.of(script)), fields);
    }

    /**
     * The same for answers of {@code /v1/merchant/...}, some of which are reported to be signed without the script name,
     * or with an empty one.
     */
    boolean isSignedPerhapsWithoutScript(String script, List<Entry<String, String>> fields) {
        return isSigned(List.of(Optional.of(script), Optional.empty(), Optional.of("")), fields);
    }

    private boolean isSigned(List<Optional<String>> scripts, List<Entry<String, String>> fields) {
        var signatures = fields.stream()
                .filter(field -> field.getKey().equals(Signature.FIELD))
                .map(Entry::getValue)
                .toList();
        if (signatures.size() != 1 || !SHAPE.matcher(signatures.getFirst()).matches()) {
            return false;
        }
        var given = HexFormat.of().parseHex(signatures.getFirst());
        // Whether empty values are part of the text is documented nowhere; both ways have been seen.
        for (var withEmptyOnes : List.of(true, false)) {
            var values = Signature.values(fields, withEmptyOnes);
            for (var script : scripts) {
                for (var secret : secrets.get()) {
                    if (MessageDigest.isEqual(given, Signature.md5(script, values, secret))) {
                        log.debug("Signed with script {}, empty values {}", script, withEmptyOnes);
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
