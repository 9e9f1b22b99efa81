package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types beside a running server, and reads. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class CommandsTest {

    private static final WebhookReceiver receiver = WebhookReceiver.start();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().withWebhooks(receiver);

    @TempDir
    private Path directory;

    @RegisterExtension
    final Terminal terminal = new Terminal(running.settings());

    @BeforeEach
    void listen() {
        terminal.settings.put(
                "CHECKOUT_MANAGEMENT_PORT", String.valueOf(running.management().getPort()));
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    private static Checkout expired() {
        var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
        receiver.types(checkout.orderId(), 1);
        return checkout;
    }

    private List<String> listed(Checkout checkout, String... more) throws IOException {
        var words = new ArrayList<>(List.of("webhooks", "list"));
        words.addAll(List.of(more));
        assertThat(terminal.run(words.toArray(String[]::new))).isZero();
        return terminal.lines().stream()
                .filter(line -> line.contains(checkout.id()))
                .toList();
    }

    @Test
    void webhooksAreListedShownAndSentAgain() throws IOException {
        var checkout = expired();
        var id = receiver.about(checkout.orderId()).getFirst().id();
        var line = Eventually.look(() -> oneLine(checkout), text -> text.contains("delivered"));
        assertThat(line).matches(id + " +checkout\\.expired +" + checkout.id() + " +delivered +tries 1 +204");
        assertThat(listed(checkout, "--state", "dead")).isEmpty();
        assertThat(listed(checkout, "--state", "delivered", "--limit", "1")).hasSize(1);
        assertThat(terminal.lines()).hasSize(1);
        assertThat(terminal.run("webhooks")).isZero();
        assertThat(terminal.lines()).anyMatch(text -> text.startsWith(id)).hasSizeLessThanOrEqualTo(20);

        assertThat(terminal.run("webhooks", "show", id)).isZero();
        assertThat(terminal.text())
                .contains("\"id\" : \"" + id + "\"", "\"order_id\" : \"" + checkout.orderId() + "\"");

        assertThat(terminal.run("webhooks", "resend", id)).isZero();
        assertThat(terminal.lines()).singleElement().asString().startsWith(id).contains("pending");
        assertThat(receiver.types(checkout.orderId(), 2)).hasSize(2);
    }

    private String oneLine(Checkout checkout) {
        try {
            return listed(checkout).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeDoneIsToldAndIsTheExitCode() throws IOException {
        assertThat(terminal.run("webhooks", "show", "msg_0")).isEqualTo(1);
        assertThat(terminal.complaint()).isEqualToIgnoringNewLines("There is no such webhook.");
        var good = receiver.about(expired().orderId()).getFirst().id();
        assertThat(terminal.run("webhooks", "resend", "msg_0", good)).isEqualTo(1);
        assertThat(terminal.lines()).singleElement().asString().startsWith(good);
        assertThat(terminal.run("webhooks", "list", "--state", "none")).isEqualTo(1);
        assertThat(terminal.complaint()).isNotBlank().doesNotContain("no such webhook", "reached");

        terminal.settings.put("CHECKOUT_API_KEYS", "a-key-that-the-server-does-not-know-at-all");
        assertThat(terminal.run("webhooks")).isEqualTo(1);
        assertThat(terminal.complaint()).contains("401");

        terminal.settings.put("CHECKOUT_MANAGEMENT_PORT", "9");
        for (var command : List.of("webhooks", "backup")) {
            assertThat(terminal.run(command)).isEqualTo(1);
            assertThat(terminal.complaint()).startsWith("The server's management listener cannot be reached: ");
            assertThat(terminal.lines()).isEmpty();
        }
    }

    @Test
    void aBackupIsWrittenWhereItSays() throws IOException {
        assertThat(terminal.run("backup")).isZero();
        assertThat(Path.of(terminal.lines().getFirst())).exists().hasExtension("zip");
    }

    private Map<String, String> doctor(int code) throws IOException {
        assertThat(terminal.run("doctor")).as("%s", terminal.lines()).isEqualTo(code);
        return terminal.findings();
    }

    @Test
    void doctorFindsASoundInstallationSound() throws IOException {
        assertThat(doctor(0))
                .isEqualTo(Map.of(
                        "settings",
                        "ok",
                        "database",
                        "ok",
                        "timeline",
                        "ok",
                        "tls",
                        "ok",
                        "clock",
                        "ok",
                        "gateway",
                        "ok"));
        terminal.settings.put("CHECKOUT_CVC_EMBEDDING", "relay");
        assertThat(doctor(0)).containsEntry("note", "CHECKOUT_CVC_EMBEDDING=relay is outside PCI DSS SAQ A");
    }

    @Test
    void doctorNamesWhatIsWrongWithTheGateway() throws IOException {
        terminal.settings.put("FREEDOMPAY_SECRET_KEY", "not-the-secret-of-the-sandbox");
        assertThat(doctor(1))
                .containsEntry("clock", "ok")
                .containsEntry("database", "ok")
                .hasEntrySatisfying("gateway", line -> assertThat(line).startsWith("FAILED: "));
        terminal.settings.put("FREEDOMPAY_URL", "http://127.0.0.1:9");
        assertThat(doctor(1))
                .hasEntrySatisfying(
                        "clock", line -> assertThat(line).startsWith("FAILED: Freedom Pay cannot be reached: "))
                .hasEntrySatisfying("gateway", line -> assertThat(line).startsWith("FAILED: cannot be reached: "));
    }

    @Test
    void doctorNamesADatabaseThatCannotBeOpened() throws IOException {
        var noFolder = Files.createFile(directory.resolve("file"));
        terminal.settings.put("CHECKOUT_DATABASE_URL", "jdbc:h2:file:" + noFolder.resolve("checkout"));
        // The running server answers for a database that only it may open.
        assertThat(doctor(0)).containsEntry("database", "ok").containsEntry("timeline", "ok");
        terminal.settings.put("CHECKOUT_API_KEYS", "a-key-that-the-server-does-not-know-at-all");
        assertThat(doctor(1))
                .hasEntrySatisfying("timeline", line -> assertThat(line).startsWith("FAILED: cannot be verified: "));
        terminal.settings.put("CHECKOUT_MANAGEMENT_PORT", "9");
        assertThat(doctor(1))
                .hasEntrySatisfying(
                        "database",
                        line -> assertThat(line).startsWith("FAILED: cannot be opened; is another process using it? "));
    }

    @Test
    void doctorNamesADatabaseThatIsAway() throws IOException {
        terminal.settings.put("CHECKOUT_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/checkout");
        terminal.settings.put("CHECKOUT_MANAGEMENT_PORT", "9");
        assertThat(doctor(1))
                .hasEntrySatisfying("database", line -> assertThat(line).contains("127.0.0.1:9"));
    }

    @Test
    void doctorNamesACertificateThatIsNone() throws IOException {
        var file = Files.writeString(directory.resolve("tls.pem"), "nothing");
        terminal.settings.put("CHECKOUT_TLS_CERTIFICATE", file.toString());
        terminal.settings.put("CHECKOUT_TLS_KEY", file.toString());
        assertThat(doctor(1))
                .hasEntrySatisfying(
                        "tls", line -> assertThat(line).startsWith("FAILED: the certificate is not usable: "));
    }

    @Test
    void doctorLooksAtAPage() throws IOException {
        var page = running.merchant()
                .open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID))
                .url();
        assertThat(terminal.run("doctor", "--page", page))
                .as("%s", terminal.lines())
                .isZero();
        assertThat(terminal.lines()).containsExactly("page      ok");
        assertThat(terminal.run("doctor", "--page", running.management() + "/health/live"))
                .isEqualTo(1);
        assertThat(terminal.lines()).isNotEmpty().allMatch(line -> line.startsWith("page      FAILED: "));
        assertThat(terminal.run("doctor", "--page", "http://127.0.0.1:9/")).isEqualTo(1);
        assertThat(terminal.lines()).singleElement().asString().startsWith("page      FAILED: cannot be fetched: ");
    }

    @Test
    void wrongSettingsAreNamedALineEach() throws IOException {
        terminal.settings.put("CHECKOUT_PORT", "http");
        terminal.settings.put("FREEDOMPAY_MERCHANT_ID", "shop");
        for (var command : List.of("serve", "doctor", "webhooks", "backup")) {
            assertThat(terminal.run(command)).isEqualTo(2);
            assertThat(terminal.complaint().lines())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("CHECKOUT_PORT "))
                    .anyMatch(line -> line.startsWith("FREEDOMPAY_MERCHANT_ID must be digits"));
        }
    }

    @ParameterizedTest
    @CsvSource({"--help, 0, Usage: freedom-checkout", "--version, 0, freedom-checkout (unpacked)", "'', 0, Usage:"})
    void theLineExplainsItself(String word, int code, String told) {
        assertThat(word.isEmpty() ? terminal.execute() : terminal.execute(word)).isEqualTo(code);
        assertThat(terminal.text()).startsWith(told);
    }

    @ParameterizedTest
    @CsvSource({
        "start, There is no command start, Usage: freedom-checkout [COMMAND]",
        "--port 80, Unrecognized option: --port, Usage: freedom-checkout [COMMAND]",
        "serve --port 80, Unrecognized option: --port, Usage: freedom-checkout serve",
        "serve --con x, Unrecognized option: --con, Usage: freedom-checkout serve",
        "serve --config, Missing argument for option: config, Usage: freedom-checkout serve",
        "serve now, Not understood: now, Usage: freedom-checkout serve",
        "demo --port http, --port must be a number, Usage: freedom-checkout demo",
        "doctor --page http://a^b, --page must be a URL, Usage: freedom-checkout doctor",
        "webhooks show, Missing: ID, Usage: freedom-checkout webhooks show [OPTIONS] ID",
        "webhooks show msg_1 msg_2, Not understood: msg_2, Usage: freedom-checkout webhooks show",
        "webhooks resend, Missing: ID..., Usage: freedom-checkout webhooks resend [OPTIONS] ID...",
        "webhooks lists, Not understood: lists, Usage: freedom-checkout webhooks [COMMAND]",
        "preview --port 1 --port 2, --port may stand once only, Usage: freedom-checkout preview"
    })
    void whatIsNotUnderstoodIsNamedWithWhatThereIs(String words, String complaint, String usage) {
        assertThat(terminal.execute(words.split(" ", -1))).isEqualTo(2);
        assertThat(terminal.complaint().lines()).startsWith(complaint).anyMatch(line -> line.startsWith(usage));
        assertThat(terminal.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --config file", "webhooks list"})
    void severalWordsInOneAreNoCommand(String word) {
        assertThat(terminal.execute(word)).isEqualTo(2);
        assertThat(terminal.complaint()).startsWith("There is no command " + word);
    }

    @Test
    void whatCannotBeDoneHasFailed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(terminal.execute("sandbox", "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(1);
        }
    }

    @Test
    void theHelpHasEveryCommandAndOption() {
        assertThat(terminal.execute("--help")).isZero();
        assertThat(terminal.lines())
                .filteredOn(line -> line.startsWith("  ") && !line.startsWith("  -"))
                .extracting(line -> line.strip().split(" ", 2)[0])
                .containsExactly("serve", "demo", "sandbox", "webhooks", "backup", "preview", "doctor");
        assertThat(terminal.execute("webhooks", "-h")).isZero();
        assertThat(terminal.lines())
                .filteredOn(line -> line.startsWith("  "))
                .extracting(line -> line.strip().split("  ", 2)[0])
                .containsExactly("list", "show", "resend", "--config FILE", "-h, --help", "-V, --version");
        assertThat(terminal.execute("webhooks", "list", "--version")).isZero();
        assertThat(terminal.text()).startsWith("freedom-checkout ");
    }

    @Test
    void theDemoIsThereWithAllThatItSays() throws IOException {
        try (var demo = Demo.start(freePort(), 0, 0, 0)) {
            var links = Pattern.compile("http://[^\\s]+").matcher(demo.greeting());
            assertThat(links.results().map(MatchResult::group))
                    .hasSize(5)
                    .filteredOn(link -> !link.matches("http://localhost:\\d+"))
                    .allSatisfy(link ->
                            assertThat(Http.get(link).statusCode()).as(link).isEqualTo(200));
            var bought = Http.post(demo.shop().resolve("/pay").toString(), "TEA=1&method=saved_card");
            var page = bought.header("Location").orElseThrow();
            assertThat(Http.get(page).body()).contains("Базар");

            demo.restart();
            assertThat(Http.get(page).statusCode()).isEqualTo(200);
            RehearseCommand.visit(demo.shop(), 1);
            assertThat(Http.get(metrics(demo)).body()).contains("script=\"init\"", "script=\"paymentAcs\"");
        }
    }

    private static String metrics(Demo demo) {
        var address = Pattern.compile("http://\\S+/metrics").matcher(demo.greeting());
        assertThat(address.find()).isTrue();
        return address.group();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
