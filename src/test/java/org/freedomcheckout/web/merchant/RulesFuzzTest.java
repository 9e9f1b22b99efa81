package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses that a fuzzer thinks up. */
class RulesFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void aBrowserIsSentToNoOddAddress(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        Rules.browserUrl(text).ifPresent(url -> {
            assertThat(text).doesNotContainPattern("[\\s\\p{Cntrl}\\\\\"<>]").hasSizeLessThanOrEqualTo(2048);
            assertThat(url.toString()).isEqualTo(text);
            assertThat(url.getHost()).isNotEmpty();
            assertThat(url.getRawUserInfo()).isNull();
            assertThat(url.getScheme().toLowerCase(Locale.ROOT)).isIn("https", "http");
        });
    }
}
