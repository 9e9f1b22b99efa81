package org.freedomcheckout.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
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
 * and again after it; and one that also sends a webhook and writes that it was taken.
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
    private final Optional<DurableRows> rows;

    private Floor(int gatewayPort, Optional<DurableRows> rows) {
        this.gateway = "http://127.0.0.1:" + gatewayPort;
        this.rows = rows;
    }

    /** Arguments: our port, the gateway's, and perhaps an empty database. */
    static void main(String[] args) throws LifecycleException, InterruptedException, SQLException {
        var rows = args.length > 2 ? Optional.of(new DurableRows(args[2])) : Optional.<DurableRows>empty();
        BareServer.serve(Integer.parseInt(args[0]), new Floor(Integer.parseInt(args[1]), rows));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream().readAllBytes();
        switch (request.getRequestURI()) {
            case "/call" -> post("/g2g/paymentAcs");
            case "/durable" -> pay(rows.orElseThrow());
            case "/told" -> {
                var row = pay(rows.orElseThrow());
                post("/webhook");
                rows.orElseThrow().write(row);
            }
            default -> {}
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/");
    }

    private long pay(DurableRows durable) throws IOException {
        var row = durable.next();
        durable.write(row);
        post("/g2g/paymentAcs");
        durable.write(row);
        return row;
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
