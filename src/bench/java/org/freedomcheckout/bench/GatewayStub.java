package org.freedomcheckout.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.LifecycleException;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.Signature;

/**
 * Freedom Pay's answer to {@code g2g/paymentAcs}, always the same success after an adjustable delay: the sandbox keeps
 * books, which would be measured too. It also takes the webhooks and counts them.
 */
final class GatewayStub extends HttpServlet {

    static final String SECRET = "bench-secret-key-bench-secret-key";

    private final AtomicLong delayMillis = new AtomicLong();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder webhooks = new LongAdder();
    private final LongAdder underWay = new LongAdder();

    /** The port is the argument. */
    static void main(String[] args) throws LifecycleException, InterruptedException {
        BareServer.serve(Integer.parseInt(args[0]), new GatewayStub());
    }

    /** The order of a payment, so that nothing has to be remembered. */
    static String orderId(String paymentId) {
        return "B" + paymentId;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/g2g/paymentAcs", "/g2g/status_v2" -> pay(request, response);
            case "/webhook" -> {
                request.getInputStream().readAllBytes();
                webhooks.increment();
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "/delay" -> delayMillis.set(Long.parseLong(request.getParameter("ms")));
            case "/counts" -> response.getWriter().write(confirmed.sum() + " " + webhooks.sum() + " " + underWay.sum());
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void pay(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var script = Signature.scriptOf(request.getRequestURI());
        var payment = request.getParameter("pg_payment_id");
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis.get());
        underWay.increment();
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        underWay.decrement();
        if (script.equals("paymentAcs")) {
            confirmed.increment();
        }
        var fields = new ArrayList<>(List.of(
                new Field("pg_status", "ok"),
                new Field("pg_payment_status", "success"),
                new Field("pg_payment_id", payment),
                new Field("pg_order_id", orderId(payment)),
                new Field("pg_amount", "1500.00"),
                new Field("pg_currency", "KZT"),
                new Field("pg_captured", "1"),
                new Field("pg_auth_code", "243412"),
                new Field("pg_reference", "241107063029"),
                new Field("pg_salt", "bench")));
        fields.add(new Field("pg_sig", Signature.of(script, fields, SECRET)));
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><response>");
        for (var field : fields) {
            xml.append('<').append(field.name()).append('>').append(field.value());
            xml.append("</").append(field.name()).append('>');
        }
        var bytes = xml.append("</response>").toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/xml;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
