package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a report once nothing in it can be a key or a stranger's text. */
class CspReportTest {

    private static List<CspReport> read(String json) {
        return CspReport.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOlderFormIsRead() {
        assertThat(read("""
                {"csp-report":{"document-uri":"https://checkout.shop.kz/pay/SECRETTOKEN?lang=ru","violated-directive":"script-src",
                 "effective-directive":"script-src-elem","blocked-uri":"https://evil.example/x.js?cookie=1"}}
                """)).containsExactly(new CspReport("script-src-elem", "https://evil.example", "/pay"));
    }

    @Test
    void theNewerFormIsReadAndOtherReportsAreLeftOut() {
        assertThat(read("""
                [{"type":"csp-violation","body":{"documentURL":"https://checkout.shop.kz/return/SECRET/success",
                  "effectiveDirective":"form-action","blockedURL":"inline"}},
                 {"type":"deprecation","body":{"id":"x"}}]
                """)).containsExactly(new CspReport("form-action", "inline", "/return"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src 'self' https://x | script-src",
                "<script>                    | other",
                "script-src\\nERROR fake     | other",
            })
    void aDirectiveIsOneThatWeKnow(String said, String kept) {
        assertThat(read("{\"csp-report\":{\"violated-directive\":\"" + said + "\"}}"))
                .containsExactly(new CspReport(kept, "other", "other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example\\r\\nx", "javascript:alert(1)", "4716049999991981", "data:text/html,x"})
    void whatWasBlockedIsAnOriginOrAWord(String blocked) {
        assertThat(read("{\"csp-report\":{\"blocked-uri\":\"" + blocked + "\"}}"))
                .allSatisfy(report -> assertThat(report.blocked()).isIn("https://evil.example", "other"));
    }

    @Test
    void ofAThousandInOneBodyTwentyAreKept() {
        assertThat(read("[" + "{\"type\":\"csp-violation\",\"body\":{}},".repeat(999) + "{}]"))
                .hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[", "1", "{}", "{\"csp-report\":1}", "null"})
    void whatIsNoReportIsRefused(String body) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(body));
    }
}
