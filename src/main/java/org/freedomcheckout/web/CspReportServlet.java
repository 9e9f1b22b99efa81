package org.freedomcheckout.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.freedomcheckout.web.limit.RateLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /csp}: browsers report what our policies forbade. Anybody can post here, so what is kept is counted by our own
 * words and logged without a stranger's.
 */
public final class CspReportServlet extends HttpServlet {

    private static final Logger log = LoggerFactory.getLogger(CspReportServlet.class);
    private static final int MAX_BYTES = 8 * 1024;
    private static final Set<String> TYPES = Set.of("application/csp-report", "application/reports+json");

    private final RateLimits limits;
    private final MeterRegistry metrics;

    public CspReportServlet(RateLimits limits, MeterRegistry metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        var type = request.getContentType();
        if (type == null || !TYPES.contains(Form.mediaType(type))) {
            throw new Refusal(415, "bad_request");
        }
        limits.report();
        for (var report : CspReport.read(Body.read(request, MAX_BYTES))) {
            metrics.counter("checkout.csp.reports", "directive", report.directive())
                    .increment();
            log.warn("A browser reports: {} forbade {} on {}", report.directive(), report.blocked(), report.page());
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
