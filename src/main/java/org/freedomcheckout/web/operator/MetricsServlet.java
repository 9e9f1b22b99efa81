package org.freedomcheckout.web.operator;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /metrics}, in Prometheus' text format. */
public final class MetricsServlet extends HttpServlet {

    private final PrometheusMeterRegistry metrics;

    public MetricsServlet(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;version=0.0.4;charset=UTF-8");
        response.getWriter().write(metrics.scrape());
    }
}
