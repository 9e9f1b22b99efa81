package org.freedomcheckout.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.LifecycleException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** What the machine can do without us: a bare servlet, and a bare servlet that calls the gateway once. */
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

    private Floor(int gatewayPort) {
        this.gateway = "http://127.0.0.1:" + gatewayPort + "/g2g/paymentAcs";
    }

    /** Arguments: our port and the gateway's. */
    static void main(String[] args) throws LifecycleException, InterruptedException {
        BareServer.serve(Integer.parseInt(args[0]), new Floor(Integer.parseInt(args[1])));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream().readAllBytes();
        if (request.getRequestURI().equals("/call")) {
            var post = new HttpPost(gateway);
            post.setEntity(new ByteArrayEntity(FORM, ContentType.APPLICATION_FORM_URLENCODED));
            client.execute(post, answer -> EntityUtils.toByteArray(answer.getEntity()));
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/");
    }
}
