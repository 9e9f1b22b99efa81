package org.freedomcheckout.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/**
 * {@code freedom-checkout rehearse}: a demo in which the main pages are visited once. The start script runs it while Java
 * writes down what a start needs, for the AOT cache.
 */
@Command(name = "rehearse", hidden = true, description = "Visits the main pages of a demo once, for the AOT cache.")
final class RehearseCommand implements Callable<Integer> {

    private static final Pattern RETURN_ADDRESS = Pattern.compile("value=\"(http[^\"]+/acs/[^\"]+)\"");
    private static final int VISITS = 20;

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var demo = Demo.start(freePort(), 0, 0, 0)) {
            for (int i = 0; i < VISITS; i++) {
                payWithThreeDs(demo.shop());
                payWithSavedCard(demo.shop());
            }
        }
        return 0;
    }

    /** The bank's answer is made up, so Freedom Pay refuses it: the same way through the code as to a success. */
    private void payWithThreeDs(URI shop) throws IOException, InterruptedException {
        var page = buy(shop, "three_ds");
        var handOver = get(page + "/challenge").body();
        get(page + "/status");
        var address = RETURN_ADDRESS.matcher(handOver);
        if (!address.find()) {
            throw new IllegalStateException("the hand-over to the bank has no return address");
        }
        post(URI.create(address.group(1)), "MD=&PaRes=cmVoZWFyc2Fs");
        get(page);
    }

    private void payWithSavedCard(URI shop) throws IOException, InterruptedException {
        var page = buy(shop, "saved_card");
        get(page);
        get(page + "/cvc");
    }

    /** The address of the checkout's page. */
    private String buy(URI shop, String method) throws IOException, InterruptedException {
        get(shop.toString());
        return post(shop.resolve("/pay"), "TEA=1&method=" + method)
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException("the shop has opened no checkout"));
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI url, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
