package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.freedomcheckout.app.Main;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands are run with secrets in their environment and say none of them: operators copy what they see into tickets. */
class CommandCanaryTest {

    private static final String API_KEY = "canary-of-the-api-key-2f8c61d9e07b4a53";
    private static final String CHECKOUT_KEY = "canary-of-the-checkout-key-91be04c7a6d2";
    private static final String PREVIOUS_KEY = "canary-of-the-previous-key-c07d35e1b86f";
    private static final String SHORT_KEY = "canary-too-short-a7";
    private static final Pattern COMMAND = Pattern.compile("^  ([a-z]+)  ", Pattern.MULTILINE);
    private static final String PASSWORD = "canary-of-the-password-5d20";

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @TempDir
    private Path directory;

    private static Canaries canaries() {
        return new Canaries()
                .plant("API key", API_KEY)
                .plant("CHECKOUT_KEY", CHECKOUT_KEY)
                .plant("previous key", PREVIOUS_KEY)
                .plant("short key", SHORT_KEY)
                .plant("database password", PASSWORD)
                .plant("gateway secret", running.secretKey())
                .plant("webhook secret", WebhookReceiver.SECRET);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("CHECKOUT_PUBLIC_URL", "http://localhost:8080"),
                Map.entry("CHECKOUT_API_KEYS", API_KEY),
                Map.entry("CHECKOUT_KEY", CHECKOUT_KEY),
                Map.entry("CHECKOUT_PREVIOUS_KEY", PREVIOUS_KEY),
                Map.entry("CHECKOUT_DATABASE_URL", "jdbc:h2:file:" + directory.resolve("checkout")),
                Map.entry("CHECKOUT_DATABASE_PASSWORD", PASSWORD),
                Map.entry("CHECKOUT_WEBHOOK_URL", "https://shop.kz/webhooks"),
                Map.entry("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET),
                Map.entry("FREEDOMPAY_URL", running.sandboxUrl().toString()),
                Map.entry("FREEDOMPAY_MERCHANT_ID", "570001"),
                Map.entry("FREEDOMPAY_SECRET_KEY", running.secretKey()));
    }

    private static Process start(Map<String, String> environment, String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the help lists, and the one that it hides. */
    private static Stream<String> names(String help) {
        return Stream.concat(COMMAND.matcher(help).results().map(found -> found.group(1)), Stream.of("rehearse"));
    }

    @Test
    void noHelpShowsASecret() {
        var help = said(start(settings(), "--help"));
        assertThat(help).startsWith("Usage: freedom-checkout [");
        assertThat(canaries().in(help)).isEmpty();
        var helps = new LinkedHashMap<String, Process>();
        names(help).forEach(name -> helps.put(name, start(settings(), name, "--help")));
        assertThat(helps).containsKeys("serve", "demo", "sandbox", "webhooks", "backup", "preview", "doctor");
        assertThat(helps).allSatisfy((name, process) -> {
            var said = said(process);
            assertThat(said).startsWith("Usage: freedom-checkout " + name + " ");
            assertThat(canaries().in(said)).as(name).isEmpty();
        });
    }

    @Test
    void neitherDoctorNorAnOperatorsMistakeShowsASecret() {
        var wrong = new HashMap<>(settings());
        wrong.put("CHECKOUT_API_KEYS", API_KEY + "," + SHORT_KEY);
        wrong.put("CHECKOUT_KEY", SHORT_KEY);
        wrong.put("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET + "!");
        wrong.put("CHECKOUT_PORT", PASSWORD);
        var refused = start(wrong, "serve");
        var doctor = start(settings(), "doctor");
        var unknown = start(settings(), "serve", "--key");
        assertThat(said(refused)).contains("CHECKOUT_WEBHOOK_SECRET").satisfies(CommandCanaryTest::hasNone);
        assertThat(said(unknown)).contains("Usage:").satisfies(CommandCanaryTest::hasNone);
        assertThat(said(doctor)).contains("settings").satisfies(CommandCanaryTest::hasNone);
    }

    private static void hasNone(String text) {
        assertThat(canaries().in(text)).isEmpty();
    }
}
