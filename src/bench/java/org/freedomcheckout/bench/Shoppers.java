package org.freedomcheckout.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** A number of flow-B checkouts, each led from its creation to its result by five steps. */
final class Shoppers {

    static final String KEY = "bench-api-key-bench-api-key-bench-api-key";

    private static final Pattern PAY_URL = Pattern.compile("\"url\":\"([^\"]+)\"");
    private static final Pattern TERM_URL = Pattern.compile("value=\"(http[^\"]+/acs/[^\"]+)\"");
    private static final String PA_REQ = "eJxVUttuwjAM".repeat(40);
    private static final String PA_RES = "eJzNWFmTo0iS".repeat(120);

    private final long firstPayment;
    private final AtomicReferenceArray<String> pay;
    private final AtomicReferenceArray<String> acs;

    /** The first payment's number tells these checkouts from all others of the bench. */
    Shoppers(long firstPayment, int count) {
        this.firstPayment = firstPayment;
        this.pay = new AtomicReferenceArray<>(count);
        this.acs = new AtomicReferenceArray<>(count);
    }

    int count() {
        return pay.length();
    }

    /** What a step sends, and what it makes of the answer: false if that is wrong. */
    interface Step {
        byte[] request(int number);

        boolean isRight(int number, Wire.Reply reply);
    }

    record Named(String name, Step step) {

        boolean run(Wire wire, int number) throws IOException {
            return step.isRight(number, wire.send(step.request(number)));
        }
    }

    List<Named> steps() {
        return List.of(
                new Named("create", create()),
                new Named("page", page()),
                new Named("challenge", challenge()),
                acsReturn(),
                new Named("result", page("data-page=\"paid\"")));
    }

    Named acsReturn() {
        return new Named("acs return", step(number -> Wire.postForm(acs.get(number), "MD=&PaRes=" + PA_RES), 303));
    }

    /** The pay page, whatever its state. */
    Step page() {
        return page("<html");
    }

    private Step page(String expected) {
        return new Step() {
            @Override
            public byte[] request(int number) {
                return Wire.get(pay.get(number));
            }

            @Override
            public boolean isRight(int number, Wire.Reply reply) {
                return reply.status() == 200 && reply.body().contains(expected);
            }
        };
    }

    private Step create() {
        return new Step() {
            @Override
            public byte[] request(int number) {
                var payment = Long.toString(firstPayment + number);
                return Wire.postJson("/api/v1/checkouts", KEY, """
                        {"order_id":"%s","amount":"1500.00","currency":"KZT","description":"Order %s","method":"three_ds",
                        "three_ds":{"payment_id":"%s","acs_url":"http://127.0.0.1:1/acs","pareq":"%s","md":""},
                        "success_url":"https://shop.kz/ok","failure_url":"https://shop.kz/fail"}
                        """.formatted(
                                GatewayStub.orderId(payment), payment, payment, PA_REQ));
            }

            @Override
            public boolean isRight(int number, Wire.Reply reply) {
                var url = PAY_URL.matcher(reply.body());
                if (reply.status() != 201 || !url.find()) {
                    return false;
                }
                pay.set(number, URI.create(url.group(1)).getPath());
                return true;
            }
        };
    }

    private Step challenge() {
        return new Step() {
            @Override
            public byte[] request(int number) {
                return Wire.get(pay.get(number) + "/challenge");
            }

            @Override
            public boolean isRight(int number, Wire.Reply reply) {
                var url = TERM_URL.matcher(reply.body());
                if (reply.status() != 200 || !url.find()) {
                    return false;
                }
                acs.set(number, URI.create(url.group(1)).getPath());
                return true;
            }
        };
    }

    private static Step step(IntFunction<byte[]> request, int status) {
        return new Step() {
            @Override
            public byte[] request(int number) {
                return request.apply(number);
            }

            @Override
            public boolean isRight(int number, Wire.Reply reply) {
                return reply.status() == status;
            }
        };
    }
}
