package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.freedomcheckout.checkout.Secret;

/** Messages that a fuzzer thinks up, genuine and forged. */
class SignatureFuzzTest {

    private static final Secret SECRET = new Secret("a-secret-of-the-fuzz-test");
    private static final Verifier VERIFIER = new Verifier(() -> List.of(SECRET));
    private static final Verifier STRANGER = new Verifier(() -> List.of(new Secret("another-secret-of-the-fuzz-test")));

    @FuzzTest(maxDuration = "10m")
    void onlyTheGenuineOneIsBelieved(FuzzedDataProvider data) {
        var fields = new ArrayList<Entry<String, String>>();
        for (var count = data.consumeInt(0, 12); count > 0; count--) {
            fields.add(Map.entry("pg_" + data.consumeAsciiString(8), data.consumeString(24)));
        }
        fields.removeIf(field -> field.getKey().equals(Signature.FIELD));
        var forged = data.consumeAsciiString(32);
        assertThat(VERIFIER.isSigned("result", fields)).isFalse();
        assertThat(VERIFIER.isSigned("result", with(fields, forged))).isFalse();

        var signature = Signature.sign("result", fields, SECRET);
        var genuine = with(fields, signature);
        assertThat(VERIFIER.isSigned("result", genuine)).isTrue();
        assertThat(VERIFIER.isSigned("check", genuine)).isFalse();
        assertThat(STRANGER.isSigned("result", genuine)).isFalse();
        assertThat(VERIFIER.isSigned("result", with(genuine, signature))).isFalse();
    }

    private static List<Entry<String, String>> with(List<Entry<String, String>> fields, String signature) {
        var all = new ArrayList<>(fields);
        all.add(Map.entry(Signature.FIELD, signature));
        return all;
    }
}
