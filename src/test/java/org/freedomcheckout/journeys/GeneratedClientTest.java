package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client that a public generator makes from {@code openapi.yaml} can do a merchant's work. */
public class GeneratedClientTest {

    /** Where the build has the generator put its sources. */
    private static final Path GENERATED = Path.of("target/generated-client/src/main/java");

    private static final Path SHOP = Path.of("src/test/resources/client/GeneratedShop.java");

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @TempDir
    Path classes;

    /** What a shop does with the client. */
    public interface Shop {

        /** A checkout that is open. */
        record Opened(String id, String url) {}

        List<String> cards(String userId) throws Exception;

        Opened open(String orderId, String cardToken) throws Exception;

        String read(String id) throws Exception;

        List<String> authorized(String orderId) throws Exception;

        String capture(String id) throws Exception;

        String refund(String id, String amount) throws Exception;

        int refundTooMuch(String id) throws Exception;
    }

    @Test
    void aGeneratedClientListsCardsOpensReadsCapturesAndRefunds() throws Exception {
        compile();
        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            var shop = (Shop) loader.loadClass("GeneratedShop")
                    .getConstructor(String.class, String.class)
                    .newInstance(running.url().toString(), RunningCheckout.API_KEY);
            sell(shop);
        }
    }

    private static void sell(Shop shop) throws Exception {
        var card = SavedCard.PAID;
        assertThat(shop.cards("u42")).contains(card.token());
        var order = MerchantApi.newOrder();
        var opened = shop.open(order, card.token());
        assertThat(shop.open(order, card.token())).as("the same key").isEqualTo(opened);
        assertThat(shop.read(opened.id())).isEqualTo("open ");
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(opened.url()).cvc().pay("123").until("authorized");
        }
        assertThat(shop.read(opened.id())).isEqualTo("authorized " + card.mask());
        assertThat(shop.authorized(order)).containsExactly(opened.id());
        assertThat(shop.capture(opened.id())).isEqualTo("paid");
        assertThat(shop.refund(opened.id(), "20.00")).isEqualTo("20.00");
        assertThat(shop.refundTooMuch(opened.id())).isEqualTo(422);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    /** Apart from our own sources, whose warnings are errors. */
    private void compile() throws IOException {
        var sources = new ArrayList<>(List.of(SHOP));
        try (var files = Files.walk(GENERATED)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
            var task = compiler.getTask(
                    complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            assertThat(task.call()).as(complaints.toString()).isTrue();
        }
    }
}
