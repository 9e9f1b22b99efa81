package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.freedomcheckout.web.limit.RateLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspReportServletTest {

    private static final String REPORT = "{\"csp-report\":{\"violated-directive\":\"img-src\"}}";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CspReportServlet servlet = new CspReportServlet(new RateLimits(false), metrics);

    private double counted() {
        return metrics.counter("checkout.csp.reports", "directive", "img-src").count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/csp-report", "application/reports+json", "Application/CSP-Report; charset=utf-8"})
    void aBrowsersReportIsCounted(String type) throws Exception {
        var exchange = Exchange.post("/csp", type, REPORT);
        servlet.service(exchange.request(), exchange.response());
        assertThat(exchange.status()).isEqualTo(204);
        assertThat(counted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, 0, 415", "text/plain, 0, 415", "application/csp-report, 8192, 413"})
    void whatIsNoneOrTooLongIsNot(String type, int more, int status) {
        var exchange = Exchange.post("/csp", type, REPORT + " ".repeat(more));
        assertThatThrownBy(() -> servlet.service(exchange.request(), exchange.response()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
        assertThat(counted()).isZero();
    }
}
