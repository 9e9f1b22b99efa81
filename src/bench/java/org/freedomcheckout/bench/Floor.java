package org.freedomcheckout.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.catalina.LifecycleException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * What the machine can do without us: a bare servlet; one that calls the gateway once; one that writes a row before that
 * and again after it; and one that also sends a webhook beside and writes that it was taken.
 */
final class Floor extends HttpServlet {

    private static final byte[] FORM = "pg_payment_id=1&pg_md=&pg_pares=x".getBytes(StandardCharsets.US_ASCII);

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(20_000)
                    .setMaxConnPerRoute(20_000)
                    .build())
            .disableAutomaticRetries()
            .build();
    private final String gateway;
    private final Optional<DurableRows> payments;
    private final Optional<DurableRows> webhooks;
    /** No more of them are on their way than requests, so that all are done in the time that is measured. */
    private final Semaphore onTheirWay = new Semaphore(64);

    private Floor(int gatewayPort, Optional<String> database) throws SQLException {
        this.gateway = "http://127.0.0.1:" + gatewayPort;
        this.payments = rows(database, "payments");
        this.webhooks = rows(database, "webhooks");
    }

    private static Optional<DurableRows> rows(Optional<String> database, String table) throws SQLException {
        return database.isPresent() ? Optional.of(new DurableRows(database.get(), table)) : Optional.empty();
    }

    /** Arguments: our port, the gateway's, and perhaps an empty database. */
    static void main(String[] args) throws LifecycleException, InterruptedException, SQLException {
        var database = Optional.of(args).filter(all -> all.length > 2).map(all -> all[2]);
        BareServer.serve(Integer.parseInt(args[0]), new Floor(Integer.parseInt(args[1]), database));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream().readAllBytes();
        switch (request.getRequestURI()) {
            case "/call" -> post("/g2g/paymentAcs");
            case "/durable" -> pay(payments.orElseThrow());
            case "/told" -> {
                pay(payments.orElseThrow());
                onTheirWay.acquireUninterruptibly();
                Thread.startVirtualThread(() -> tell(webhooks.orElseThrow()));
            }
            default -> {}
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/");
    }

    private void pay(DurableRows rows) throws IOException {
        var row = rows.next();
        rows.write(row);
        post("/g2g/paymentAcs");
        rows.write(row);
    }

    private void tell(DurableRows rows) {
        try {
            post("/webhook");
            rows.write(rows.next());
        } catch (IOException e) {
            // A floor that tells nothing would be a high one.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        } finally {
            onTheirWay.release();
        }
    }

    private void post(String path) throws IOException {
        var post = new HttpPost(gateway + path);
        post.setEntity(new ByteArrayEntity(FORM, ContentType.APPLICATION_FORM_URLENCODED));
        client.execute(post, answer -> {
            EntityUtils.consume(answer.getEntity());
            return answer.getCode();
        });
    }
}
