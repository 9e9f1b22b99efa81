package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Forms that a fuzzer thinks up. */
class FormFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void whatIsReadIsReadAgainTheSame(byte[] body) {
        try {
            var fields = Form.parseQuery(new String(body, StandardCharsets.ISO_8859_1))
                    .fields();
            var again = fields.stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            assertThat(Form.parseQuery(again).fields()).isEqualTo(fields);
        } catch (Refusal refusal) {
            assertThat(refusal.status()).isEqualTo(400);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
