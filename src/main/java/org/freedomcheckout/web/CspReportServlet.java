package org.freedomcheckout.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /csp}: browsers report what our policies forbade. Counted; the text of a stranger is not kept. */
public final class CspReportServlet extends HttpServlet {

    private static final int MAX_BYTES = 8 * 1024;

    private final MeterRegistry metrics;

    public CspReportServlet(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Body.read(request, MAX_BYTES);
        metrics.counter("checkout.csp.reports").increment();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
