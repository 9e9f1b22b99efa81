package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.OperationNotSent;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.RandomText;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.flow.Idempotency.Answer;
import org.freedomcheckout.flow.Idempotency.Ended;
import org.freedomcheckout.flow.Idempotency.Reply;
import org.freedomcheckout.flow.Idempotency.Use;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.DatabaseSettings;
import org.freedomcheckout.store.IdempotencyKeys;
import org.freedomcheckout.store.IdempotencyKeys.Response;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request with an {@code Idempotency-Key} does what it does once; keys are in a database, operations in memory. */
class RepeatedRequestsTest {

    private static final Secret API_KEY = new Secret("api-key-api-key-api-key-api-key-api-key");
    private static final Response CREATED = new Response(201, Optional.of("/api/v1/checkouts/co_1"), "{}");

    @TempDir
    private static Path directory;

    private static Database database;

    private final FlowInMemory world = new FlowInMemory();
    private Idempotency idempotency;
    private final Idempotency.Key key = key("/api/v1/checkouts", RandomText.base62(22), "{}");
    private final AtomicInteger done = new AtomicInteger();

    @BeforeAll
    static void open() {
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
    }

    @BeforeEach
    void begin() {
        idempotency = new Idempotency(
                database, new IdempotencyKeys(database), world.flow.moves, world.flow.operations, world::now);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Idempotency.Key key(String path, String key, String body) {
        return Idempotency.Key.of(API_KEY, path, key, body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply once(Idempotency.Key wanted) {
        return idempotency.once(Optional.of(wanted), () -> {
            done.incrementAndGet();
            return CREATED;
        });
    }

    @Test
    void aKeyIsOfAMerchantAPathAndAText() {
        var one = Idempotency.Key.of(API_KEY, "/a", "k", new byte[] {1});
        assertThat(one).isEqualTo(Idempotency.Key.of(API_KEY, "/a", "k", new byte[] {1}));
        assertThat(one.scopeHash())
                .matches("[A-Za-z0-9_-]{22}")
                .isNotEqualTo(key("/b", "k", "").scopeHash());
        assertThat(one.scopeHash()).isNotEqualTo(key("/a", "l", "").scopeHash());
        assertThat(one.scopeHash())
                .isNotEqualTo(Idempotency.Key.of(new Secret("another"), "/a", "k", new byte[] {1})
                        .scopeHash());
        assertThat(one.requestHash())
                .matches("[A-Za-z0-9_-]{22}")
                .isNotEqualTo(
                        Idempotency.Key.of(API_KEY, "/a", "k", new byte[] {2}).requestHash());
    }

    @Test
    void theSameRequestHasTheSameAnswer() {
        assertThat(once(key)).isEqualTo(new Reply.First(CREATED));
        assertThat(once(key)).isEqualTo(new Reply.Replayed(CREATED));
        assertThat(done).hasValue(1);
    }

    @Test
    void anotherBodyIsAnotherRequest() {
        once(key);
        assertThat(once(new Idempotency.Key(key.scopeHash(), "0".repeat(64)))).isEqualTo(new Reply.OtherBody());
        assertThat(done).hasValue(1);
    }

    @Test
    void withoutAKeyEachIsDone() {
        for (int n = 1; n <= 2; n++) {
            assertThat(idempotency.once(Optional.empty(), () -> CREATED)).isEqualTo(new Reply.First(CREATED));
        }
    }

    @Test
    void whatFailsUsesNoKeyUp() {
        assertThatThrownBy(() -> idempotency.once(Optional.of(key), () -> {
                    throw new IllegalStateException("the database was away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(once(key)).isEqualTo(new Reply.First(CREATED));
    }

    @Test
    void aKeyIsForgottenAfterThirtyOneDays() {
        once(key);
        world.pass(Duration.ofDays(31));
        idempotency.tidy();
        assertThat(once(key)).isEqualTo(new Reply.Replayed(CREATED));
        world.pass(Duration.ofMillis(1));
        assertThat(once(key)).as("before it is tidied away").isEqualTo(new Reply.First(CREATED));
        world.pass(Duration.ofDays(32));
        idempotency.tidy();
        assertThat(new IdempotencyKeys(database).find(key.scopeHash(), Samples.NOW))
                .isEmpty();
    }

    private Supplier<Checkout> plan(Checkout checkout) {
        return () -> {
            done.incrementAndGet();
            return world.flow
                    .operations
                    .plan(checkout.id(), Kind.CAPTURE, Optional.empty())
                    .orElseThrow();
        };
    }

    /** As the merchant API does it: what is not over is told later, and what has not happened may be tried again. */
    private static Answer answer(Ended ended) {
        return switch (ended.operation().state()) {
            case OperationState.Done _ -> new Answer(response(200, ended), Use.FINAL);
            case OperationState.Refused _ -> new Answer(response(402, ended), Use.FINAL);
            case OperationState.Active _ -> new Answer(response(202, ended), Use.PENDING);
            case OperationState.NotDone _ -> new Answer(response(503, ended), Use.RELEASED);
        };
    }

    private static Response response(int status, Ended ended) {
        return new Response(status, Optional.empty(), ended.checkout().state().status());
    }

    private Reply capture(Checkout checkout) {
        return idempotency.operation(Optional.of(key), plan(checkout), RepeatedRequestsTest::answer);
    }

    private Checkout held() {
        return world.checkouts.insert(Samples.held(CaptureMode.MANUAL));
    }

    private static Response response(int status, String body) {
        return new Response(status, Optional.empty(), body);
    }

    /** The answer is lost, and the merchant waits no longer. */
    private void loseTheAnswer() {
        world.freedomPay
                .meanwhile(() -> world.pass(Operations.PATIENCE.plusMillis(1)))
                .says(LOST);
    }

    @Test
    void anOperationIsDoneOnce() {
        var checkout = held();
        world.freedomPay.says(new OperationAnswer.Done());
        assertThat(capture(checkout)).isEqualTo(new Reply.First(response(200, "paid")));
        assertThat(capture(checkout)).isEqualTo(new Reply.Replayed(response(200, "paid")));
        assertThat(done).hasValue(1);
    }

    @Test
    void withoutAKeyAnOperationIsDoneToo() {
        var checkout = held();
        world.freedomPay.says(new OperationAnswer.Refused("10029"));
        assertThat(idempotency.operation(Optional.empty(), plan(checkout), RepeatedRequestsTest::answer))
                .isEqualTo(new Reply.First(response(402, "authorized")));
    }

    @Test
    void whoeverAsksLaterHasABetterAnswer() {
        var checkout = held();
        loseTheAnswer();
        assertThat(capture(checkout)).isEqualTo(new Reply.First(response(202, "authorized")));
        assertThat(capture(checkout)).isEqualTo(new Reply.Replayed(response(202, "authorized")));
        world.freedomPay.says(status(Samples.captured(0)));
        world.recover(checkout);
        assertThat(capture(checkout)).isEqualTo(new Reply.Replayed(response(200, "paid")));
        assertThat(done).hasValue(1);
    }

    @Test
    void whileTheFirstWaitsTheSecondIsToldSo() {
        var checkout = held();
        world.freedomPay
                .meanwhile(() -> assertThat(capture(checkout)).isEqualTo(new Reply.Running()))
                .meanwhile(() -> world.pass(Operations.PATIENCE))
                .meanwhile(
                        () -> assertThat(capture(checkout)).isEqualTo(new Reply.Replayed(response(202, "authorized"))))
                .says(new OperationAnswer.Done());
        assertThat(capture(checkout)).isEqualTo(new Reply.First(response(200, "paid")));
        assertThat(done).hasValue(1);
    }

    @Test
    void whatHasNotHappenedMayBeTriedAgain() {
        var checkout = held();
        world.freedomPay.says(UNREACHABLE, new OperationAnswer.Done());
        assertThat(capture(checkout)).isEqualTo(new Reply.First(response(503, "authorized")));
        assertThat(capture(checkout)).isEqualTo(new Reply.First(response(200, "paid")));
        assertThat(done).hasValue(2);
    }

    @Test
    void whatTurnsOutNotToHaveHappenedMayBeTriedAgain() {
        var checkout = held();
        loseTheAnswer();
        capture(checkout);
        var sent = (OperationState.Sent) world.now(checkout).operation(1).state();
        world.flow.moves.apply(checkout.id(), new OperationNotSent(1, Optional.of(sent.since())), Actor.GATEWAY);
        world.freedomPay.says(new OperationAnswer.Done());
        assertThat(capture(checkout)).isEqualTo(new Reply.First(response(200, "paid")));
        assertThat(world.now(checkout).operations()).hasSize(2);
    }

    @Test
    void anotherBodyIsAnotherOperation() {
        var checkout = held();
        world.freedomPay.says(new OperationAnswer.Done());
        capture(checkout);
        var other = new Idempotency.Key(key.scopeHash(), "0".repeat(64));
        assertThat(idempotency.operation(Optional.of(other), plan(checkout), RepeatedRequestsTest::answer))
                .isEqualTo(new Reply.OtherBody());
    }
}
