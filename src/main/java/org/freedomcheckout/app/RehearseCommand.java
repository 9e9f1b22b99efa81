package org.freedomcheckout.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * {@code freedom-checkout rehearse}: a demo in which the main pages are visited some times, then started once more. The
 * start script runs it while Java writes down what a start needs, for the AOT cache.
 */
final class RehearseCommand {

    /** Not for people, so the help leaves it out. */
    static final Command COMMAND = new Command("rehearse", "", RehearseCommand::run);

    private static final Pattern RETURN_ADDRESS = Pattern.compile("value=\"(http[^\"]+/acs/[^\"]+)\"");
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");
    private static final int VISITS = 20;

    private RehearseCommand() {}

    private static int run(Arguments arguments) throws IOException {
        try (var demo = Demo.start(freePort(), 0, 0, 0)) {
            visit(demo.shop(), VISITS);
            // Most starts find a database that is there.
            demo.restart();
            visit(demo.shop(), 1);
        }
        return 0;
    }

    /** Buys at a demo shop, so many times in each way. */
    static void visit(URI shop, int times) throws IOException {
        try (var browser = new PlainHttp(Timeout.ofSeconds(10), Timeout.ofMinutes(1))) {
            var visitor = new Visitor(shop, browser);
            for (int i = 0; i < times; i++) {
                visitor.payWithThreeDs();
                visitor.payWithSavedCard();
            }
        }
    }

    private record Visitor(URI shop, PlainHttp browser) {

        /** The bank's answer is made up, so Freedom Pay refuses it: the same way through the code as to a success. */
        void payWithThreeDs() throws IOException {
            var page = buy("three_ds");
            var handOver = get(page + "/challenge").text();
            get(page + "/status");
            var address = RETURN_ADDRESS.matcher(handOver);
            if (!address.find()) {
                throw new IllegalStateException("the hand-over to the bank has no return address");
            }
            post(URI.create(address.group(1)), "MD=&PaRes=cmVoZWFyc2Fs");
            get(page);
        }

        void payWithSavedCard() throws IOException {
            var page = buy("saved_card");
            get(page);
            get(page + "/cvc");
        }

        /** The address of the checkout's page. */
        private String buy(String method) throws IOException {
            get(shop.toString());
            return post(shop.resolve("/pay"), "TEA=1&method=" + method)
                    .header("Location")
                    .orElseThrow(() -> new IllegalStateException("the shop has opened no checkout"));
        }

        private PlainHttp.Answer get(String url) throws IOException {
            return browser.send(new HttpGet(url));
        }

        private PlainHttp.Answer post(URI url, String form) throws IOException {
            var request = new HttpPost(url);
            request.setEntity(new StringEntity(form, FORM));
            return browser.send(request);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
