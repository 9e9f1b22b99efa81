package org.freedomcheckout.simulation;

import static org.freedomcheckout.simulation.Weather.MINUTE;
import static org.freedomcheckout.simulation.Weather.SECOND;

import java.util.Optional;
import java.util.function.Consumer;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.flow.SimulatedFlow;

/** A shopper with up to three tabs, who reloads, goes back, gives up, comes back late, and pays in between. */
final class Shopper {

    private static final int MAX_VISITS = 8;
    private static final Means[] CARDS = {
        new Means.SavedCard(new Secret("card-token"), CardFace.UNKNOWN), new Means.CardPage()
    };

    private final World world;
    private final CheckoutId checkout;

    Shopper(World world, CheckoutId checkout) {
        this.world = world;
        this.checkout = checkout;
    }

    void come() {
        var tabs = world.random(3) == 0 ? 1 + world.random(3) : 1;
        for (int i = 0; i < tabs; i++) {
            var tab = new Tab();
            world.time.at(world.aWhile(), tab::visit);
        }
    }

    private final class Tab {
        private int visits;
        private Optional<PaymentId> page = Optional.empty();
        private boolean atBank;

        /** Opens or reloads the page, and does what it offers. */
        void visit() {
            if (visits++ < MAX_VISITS) {
                page = Optional.empty();
                atBank = false;
                request("the shopper's visit", this::look, this::goOn);
            }
        }

        /** A request; after a crash the shopper may reload. */
        private void request(String what, Consumer<SimulatedFlow> body, Runnable after) {
            var answered = new boolean[1];
            world.request(what, body, () -> {
                answered[0] = true;
                world.time.at(0, after);
            });
            if (world.random(3) > 0) {
                world.time.at(world.between(20 * SECOND, 5 * MINUTE), () -> {
                    if (!answered[0]) {
                        visit();
                    }
                });
            }
        }

        private void look(SimulatedFlow flow) {
            var read = flow.current(checkout);
            if (read.terms().isThreeDs()) {
                var payment = read.livePayment();
                if (payment.isPresent() && flow.challenges.canConfirm(read, payment.get())) {
                    if (payment.get().state() instanceof AwaitingAcs) {
                        flow.challenges.opened(read, payment.get().attempt());
                        atBank = true;
                    } else if (payment.get().state() instanceof Unsent) {
                        flow.challenges.retry(read);
                    }
                }
                return;
            }
            if (world.random(10) == 0) {
                flow.cards.withdraw(read);
            } else if (read.waitsForRetry()) {
                flow.cards.retry(read);
            }
            if (read.waitsForChoice()) {
                flow.cards.choose(read, CARDS[world.random(CARDS.length)]);
            }
            page = switch (flow.cards.step(flow.current(checkout))) {
                case CardStep.HandOver handOver -> Optional.of(handOver.payment());
                case CardStep.NewCard(var uri) ->
                    Optional.of(new PaymentId(uri.getPath().substring(1)));
                case CardStep.Wait _, CardStep.Unreachable _, CardStep.Leave _ -> Optional.empty();
            };
        }

        private void goOn() {
            if (atBank) {
                world.time.at(world.aWhile(), this::answerAtBank);
            } else if (page.isPresent()) {
                var payment = page.get();
                world.time.at(world.aWhile(), () -> useCard(payment));
            } else {
                world.time.at(world.aWhile(), this::visit);
            }
        }

        /** On Freedom Pay's page: pays, or not. */
        private void useCard(PaymentId payment) {
            var act = world.random(10);
            if (act < 7) {
                var entry = world.ledger.find(payment).orElseThrow();
                world.trace("the shopper pays " + payment);
                world.ledger.pay(entry, world.random(4) > 0);
            }
            if (act == 9) {
                world.trace("the shopper goes away");
                return;
            }
            for (int i = times(); i > 0; i--) {
                world.time.at(
                        world.random(2) == 0 ? 0 : world.aWhile(),
                        () -> request("return from " + payment, flow -> comeBack(flow, payment), () -> {}));
            }
            world.time.at(world.aWhile(), this::visit);
        }

        private void comeBack(SimulatedFlow flow, PaymentId payment) {
            var read = flow.current(checkout);
            read.payments().stream()
                    .filter(each -> each.id().equals(Optional.of(payment)))
                    .findFirst()
                    .ifPresent(found -> flow.cards.returned(read, found.attempt()));
        }

        private void answerAtBank() {
            var paRes = switch (world.random(10)) {
                case 0, 1 -> "bad";
                case 2 -> "";
                default -> "good";
            };
            var md = world.random(20) == 0 ? "other" : world.random(2) == 0 ? "" : "md";
            for (int i = times(); i > 0; i--) {
                world.time.at(
                        world.random(2) == 0 ? 0 : world.aWhile(),
                        () -> request("return from the bank, " + paRes, flow -> comeBack(flow, md, paRes), () -> {}));
            }
            world.time.at(world.aWhile(), this::visit);
        }

        private void comeBack(SimulatedFlow flow, String md, String paRes) {
            var read = flow.current(checkout);
            if (paRes.isEmpty()) {
                flow.challenges.returnedEmpty(read, 1);
            } else {
                flow.challenges.returned(read, 1, new BankAnswer(new Secret(md), new Secret(paRes)));
            }
        }

        private int times() {
            return switch (world.random(10)) {
                case 0 -> 0;
                case 1 -> 2;
                case 2 -> 3;
                default -> 1;
            };
        }
    }
}
