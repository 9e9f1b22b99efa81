package org.freedomcheckout.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.gateway.Expected;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.StatusAnswer;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.TimelineChain;
import org.freedomcheckout.web.Assets;
import org.freedomcheckout.web.shopper.Embedding;

/** {@code freedom-checkout doctor}: looks at everything a payment needs, a line each. */
final class DoctorCommand {

    static final Command COMMAND = new Command(
            "doctor",
            "Checks settings, database, clock, TLS and the gateway. Exit code 1 if anything is wrong.",
            DoctorCommand::run,
            Command.CONFIG,
            Command.option(
                    "page",
                    "URL",
                    "Compares only this page, as browsers get it, with the release: its scripts, styles and headers."));

    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofSeconds(60);

    private DoctorCommand() {}

    private static int run(Arguments arguments) {
        var findings = new Findings();
        var page = arguments.text("page").map(DoctorCommand::url);
        var settings = arguments.settings().read();
        if (page.isPresent()) {
            page(settings, page.get(), findings);
            return findings.exitCode();
        }
        findings.line("settings", Optional.empty());
        findings.line("database", database(settings));
        findings.line("timeline", timeline(settings));
        findings.line("tls", tls(settings));
        try (var gateway = new FreedomPay(settings.gateway(), Clocks.wall(), (_, _, _) -> {})) {
            findings.line("clock", clock(gateway));
            findings.line("gateway", gateway(gateway));
        }
        if (settings.embedding() == Embedding.RELAY) {
            System.out.println("note      CHECKOUT_CVC_EMBEDDING=relay is outside PCI DSS SAQ A");
        }
        return findings.exitCode();
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException("--page must be a URL");
        }
    }

    private static void page(Settings settings, URI url, Findings findings) {
        try {
            var problems = new PageCheck(new Assets(settings.overlay())).problems(url);
            problems.forEach(problem -> findings.line("page", Optional.of(problem)));
            if (problems.isEmpty()) {
                findings.line("page", Optional.empty());
            }
        } catch (IOException | IllegalArgumentException e) {
            findings.line("page", Optional.of("cannot be fetched: " + Main.reason(e)));
        }
    }

    private static Optional<String> database(Settings settings) {
        if (isInUse(settings)) {
            return ManagementClient.of(settings).isReady()
                    ? Optional.empty()
                    : Optional.of("the running server cannot use it, or is stopping");
        }
        try (var database = Database.open(settings.database())) {
            return database.isAlive() ? database.danger() : Optional.of("does not answer");
        } catch (RuntimeException e) {
            return Optional.of("cannot be opened; is another process using it? " + Main.reason(e));
        }
    }

    /** An H2 file belongs to the running server, also one that has got lost: whoever opened it would make an empty one. */
    private static boolean isInUse(Settings settings) {
        return settings.database().isH2() && ManagementClient.of(settings).isRunning();
    }

    /** The running server looks for us where we cannot. */
    private static Optional<String> timeline(Settings settings) {
        if (isInUse(settings)) {
            return ManagementClient.of(settings).timeline();
        }
        try (var database = Database.open(settings.database())) {
            var key = new CheckoutKey(settings.checkoutKey(), settings.previousCheckoutKey());
            return new TimelineChain(database, key)
                    .verify()
                    .map(broken -> "entry " + broken.position() + " " + broken.what());
        } catch (RuntimeException e) {
            return Optional.of("cannot be verified: " + Main.reason(e));
        }
    }

    private static Optional<String> tls(Settings settings) {
        return settings.listener().tls().flatMap(tls -> {
            try (InputStream in = Files.newInputStream(tls.certificate())) {
                var certificate = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in);
                certificate.checkValidity();
                return Files.isReadable(tls.key()) ? Optional.empty() : Optional.of("the key cannot be read");
            } catch (IOException | GeneralSecurityException e) {
                return Optional.of("the certificate is not usable: " + e.getMessage());
            }
        });
    }

    private static Optional<String> clock(FreedomPay gateway) {
        try {
            var difference = Duration.between(gateway.health(), Instant.now()).abs();
            return difference.compareTo(MAX_CLOCK_DIFFERENCE) <= 0
                    ? Optional.empty()
                    : Optional.of("differs from Freedom Pay's by " + difference.toSeconds() + " s");
        } catch (NotSentException e) {
            return Optional.of("Freedom Pay cannot be reached: " + Main.reason(e));
        } catch (InDoubtException e) {
            return Optional.of("Freedom Pay's healthcheck gave no time: " + e.reason());
        }
    }

    /** Asks for a payment that cannot exist: "not found" means that address, merchant and secret are right. */
    private static Optional<String> gateway(FreedomPay gateway) {
        var nothing = new Expected("doctor", Optional.of(new PaymentId("1")), new Money(100, Currency.KZT), false);
        try {
            return switch (gateway.gatewayStatus(nothing)) {
                case StatusAnswer.NotFound _, StatusAnswer.Known _ -> Optional.empty();
                case StatusAnswer.Refused(var code) ->
                    Optional.of("refused a signed status call with error " + code
                            + "; check FREEDOMPAY_MERCHANT_ID and FREEDOMPAY_SECRET_KEY");
            };
        } catch (NotSentException e) {
            return Optional.of("cannot be reached: " + Main.reason(e));
        } catch (InDoubtException e) {
            return Optional.of("gave no answer to be trusted: " + e.reason());
        }
    }

    /** What was looked at, a line each. */
    private static final class Findings {

        private boolean sound = true;

        void line(String what, Optional<String> problem) {
            sound &= problem.isEmpty();
            System.out.printf(
                    "%-9s %s%n", what, problem.map(text -> "FAILED: " + text).orElse("ok"));
        }

        int exitCode() {
            return sound ? 0 : 1;
        }
    }
}
