package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.sandbox.Signature;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls that are not Freedom Pay's, and calls of Freedom Pay's sent once more. {@code -Dforged.callbacks=1000000} for a
 * long run.
 */
class ForgedCallbacksTest {

    private static final int CALLS = Integer.getInteger("forged.callbacks", 4_000);
    private static final int CALLERS = 8;

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    /** What a forger makes of a message that was rightly signed for another purpose, or not at all. */
    private enum Forgery {
        NO_SIGNATURE,
        RANDOM_SIGNATURE,
        EMPTY_SIGNATURE,
        OTHER_SECRET,
        OTHER_SCRIPT,
        NO_SCRIPT,
        CAPITALS,
        OTHER_AMOUNT,
        OTHER_PAYMENT,
        OTHER_RESULT,
        OTHER_SALT,
        FIELD_ADDED,
        FIELD_LEFT_OUT,
        FIELD_RENAMED,
        TWO_SIGNATURES,
        TWO_RESULTS,
        VALUES_SHIFTED,
        REPLAYED
    }

    private Checkout open;
    private Checkout paid;
    private String openPayment;
    private String paidPayment;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong replays = new AtomicLong();
    private final AtomicLong replaysAnsweredOk = new AtomicLong();
    private final List<String> strange = Collections.synchronizedList(new ArrayList<>());

    private static List<Field> success(Checkout checkout, String payment, String salt) {
        return List.of(
                new Field("pg_order_id", checkout.orderId()),
                new Field("pg_payment_id", payment),
                new Field("pg_amount", "1500"),
                new Field("pg_currency", "KZT"),
                new Field("pg_result", "1"),
                new Field("pg_salt", salt));
    }

    private static List<Field> with(List<Field> fields, String name, String value) {
        return fields.stream()
                .map(field -> field.name().equals(name) ? new Field(name, value) : field)
                .toList();
    }

    private static List<Field> and(List<Field> fields, String name, String value) {
        var all = new ArrayList<>(fields);
        all.add(new Field(name, value));
        return all;
    }

    private static List<Field> signed(List<Field> fields) {
        return and(fields, "pg_sig", Signature.of("result", fields, running.secretKey()));
    }

    private List<Field> forge(Forgery forgery, Random random) {
        var salt = Long.toHexString(random.nextLong());
        var good = success(open, openPayment, salt);
        var sig = Signature.of("result", good, running.secretKey());
        return switch (forgery) {
            case NO_SIGNATURE -> good;
            case RANDOM_SIGNATURE -> and(good, "pg_sig", "%016x%016x".formatted(random.nextLong(), random.nextLong()));
            case EMPTY_SIGNATURE -> and(good, "pg_sig", "");
            case OTHER_SECRET -> and(good, "pg_sig", Signature.of("result", good, "secret-" + salt));
            case OTHER_SCRIPT -> and(good, "pg_sig", Signature.of("success", good, running.secretKey()));
            case NO_SCRIPT -> and(good, "pg_sig", Signature.of("", good, running.secretKey()));
            case CAPITALS -> and(good, "pg_sig", "A" + sig.substring(1).toUpperCase(Locale.ROOT));
            case OTHER_AMOUNT -> with(signed(with(good, "pg_amount", "1")), "pg_amount", "1500");
            case OTHER_PAYMENT -> with(signed(success(paid, paidPayment, salt)), "pg_payment_id", openPayment);
            case OTHER_RESULT -> with(signed(with(good, "pg_result", "0")), "pg_result", "1");
            case OTHER_SALT -> with(signed(good), "pg_salt", salt + "0");
            case FIELD_ADDED -> and(signed(good), "pg_extra", salt);
            case FIELD_LEFT_OUT ->
                signed(and(good, "pg_card_brand", "VI")).stream()
                        .filter(field -> !field.name().equals("pg_card_brand"))
                        .toList();
            // The same values in the same order: the signature is right, and a field that is needed is missing.
            case FIELD_RENAMED ->
                signed(good).stream()
                        .map(field -> field.name().equals("pg_result") ? new Field("pg_resulu", "1") : field)
                        .toList();
            case TWO_SIGNATURES -> and(and(good, "pg_sig", sig.replace(sig.charAt(0), '0')), "pg_sig", sig);
            case TWO_RESULTS -> and(signed(good), "pg_result", "1");
            case VALUES_SHIFTED -> signed(with(with(good, "pg_amount", "1500;KZT"), "pg_currency", ""));
            case REPLAYED -> signed(success(paid, paidPayment, "replayed"));
        };
    }

    private void call(int number, Wire wire, Random random) throws IOException {
        var forgery = Forgery.values()[number % Forgery.values().length];
        var answer = wire.post(encoded(forge(forgery, random)));
        var ok = answer.contains("<pg_status>ok</pg_status>");
        if (forgery == Forgery.REPLAYED) {
            replays.incrementAndGet();
            replaysAnsweredOk.addAndGet(ok ? 1 : 0);
        } else if (ok) {
            accepted.incrementAndGet();
            strange.add(forgery + ": " + answer);
        } else if (!answer.contains("<pg_status>error</pg_status>")) {
            strange.add(forgery + ": " + answer);
        }
    }

    @BeforeEach
    void prepare() {
        var openOrder = MerchantApi.newOrder();
        open = running.merchant().open(MerchantApi.savedCard(openOrder, SavedCard.PAID));
        var paidOrder = MerchantApi.newOrder();
        paid = running.merchant().open(MerchantApi.savedCard(paidOrder, SavedCard.PAID));
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(open.url()).cvc();
            shopper.open(paid.url()).cvc().pay("123");
        }
        assertThat(paid.statusOnce("paid")).isEqualTo("paid");
        openPayment = (String) running.sandbox().payments(openOrder).getFirst().get("id");
        paidPayment = (String) running.sandbox().payments(paidOrder).getFirst().get("id");
    }

    @Test
    void noneIsAccepted() {
        var before = new Facts(paid);

        var calls = new ArrayList<CompletableFuture<Void>>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var first = caller;
            calls.add(CompletableFuture.runAsync(() -> callAll(first), Thread.ofPlatform()::start));
        }
        calls.forEach(CompletableFuture::join);

        assertThat(strange).isEmpty();
        assertThat(accepted).hasValue(0);
        // A repeat is answered like the first, and changes nothing.
        assertThat(replaysAnsweredOk).hasValue(replays.get());
        assertThat(new Facts(paid)).isEqualTo(before);
        assertThat(open.status()).isEqualTo("open");
        assertThat(open.timeline()).doesNotContain("payment.captured", "callback.result");
        if (Integer.getInteger("forged.callbacks") != null) {
            System.out.printf("%d calls, %d of them replayed: 0 accepted%n", CALLS, replays.get());
        }
    }

    @Test
    void genuineOnesAreTakenInAFlood() {
        var over = new AtomicBoolean();
        var forged = new LongAdder();
        var callers = new ArrayList<CompletableFuture<Void>>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var number = caller;
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        try (var wire = new Wire()) {
                            var random = new Random(number);
                            while (!over.get()) {
                                wire.post(encoded(forge(Forgery.RANDOM_SIGNATURE, random)));
                                forged.increment();
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    Thread.ofPlatform()::start));
        }
        try (var shopper = Shopper.withScript()) {
            for (int n = 0; n < 3; n++) {
                var order = MerchantApi.newOrder();
                // Nothing but the notify tells.
                running.sandbox().scenario(order, "redirect", "none");
                var genuine = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
                shopper.open(genuine.url()).cvc().submit("123");
                assertThat(genuine.statusOnce("paid")).isEqualTo("paid");
                assertThat(running.sandbox().notifiesAnsweredOnce(order, 1)).isEqualTo(1);
            }
        } finally {
            over.set(true);
            callers.forEach(CompletableFuture::join);
        }
        assertThat(forged.sum()).isGreaterThan(100);
        assertThat(open.status()).isEqualTo("open");
        // A flood writes one line, and reads as often.
        assertThat(open.timeline()).containsOnlyOnce("callback.refused");
    }

    private record Facts(Map<String, Object> checkout, long captured) {
        Facts(Checkout checkout) {
            this(
                    checkout.read(),
                    checkout.timeline().stream()
                            .filter("payment.captured"::equals)
                            .count());
        }
    }

    private void callAll(int first) {
        try (var wire = new Wire()) {
            var random = new Random(first);
            for (int i = first; i < CALLS; i += CALLERS) {
                call(i / CALLERS, wire, random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(List<Field> fields) {
        return fields.stream()
                .map(field -> field.name() + "=" + URLEncoder.encode(field.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** One connection for many calls. */
    private static final class Wire implements AutoCloseable {

        private Socket socket = connect();
        private InputStream in = new BufferedInputStream(socket.getInputStream());
        private int calls;

        Wire() throws IOException {}

        private static Socket connect() throws IOException {
            var socket =
                    new Socket(InetAddress.getLoopbackAddress(), running.url().getPort());
            socket.setTcpNoDelay(true);
            return socket;
        }

        /** The container serves a hundred requests on a connection. */
        String post(String form) throws IOException {
            if (++calls % 100 == 0) {
                socket.close();
                socket = connect();
                in = new BufferedInputStream(socket.getInputStream());
            }
            var head = "POST /callbacks/freedompay/result HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
            socket.getOutputStream()
                    .write((head + form.length() + "\r\n\r\n" + form).getBytes(StandardCharsets.US_ASCII));
            var length = 0;
            for (var line = line(); !line.isEmpty(); line = line()) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.append((char) b);
            }
            return line.toString().strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
