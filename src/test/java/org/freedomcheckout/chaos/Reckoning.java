package org.freedomcheckout.chaos;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.freedomcheckout.chaos.Finding.Kind;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.testkit.Checkout;

/** The three-way comparison: Freedom Pay's ledger, our API and the webhooks must tell the same of each order. */
final class Reckoning {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Installation installation;
    private final boolean hurried;

    /**
     * Ready.
     *
     * @param hurried the merchant asks for a status at once, instead of waiting until recovery does; what certainly never
     *     reached Freedom Pay may stay in doubt
     */
    Reckoning(Installation installation, boolean hurried) {
        this.installation = installation;
        this.hurried = hurried;
    }

    /** Looks until all is well; returns what is still wrong in the end. */
    List<Finding> settle(List<Order> orders, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        var open = orders;
        while (true) {
            var accounts = Account.all(installation.sandbox());
            var told = told();
            var findings = new ArrayList<Finding>();
            var unclear = new ArrayList<Order>();
            for (var order : open) {
                var account = accounts.getOrDefault(order.id(), Account.empty());
                var found = look(order, account, told.getOrDefault(order.id(), List.of()));
                if (!found.isEmpty()) {
                    unclear.add(order);
                    findings.addAll(found);
                }
            }
            if (findings.isEmpty() || System.nanoTime() - end > 0) {
                return findings;
            }
            open = unclear;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The webhooks by their order, each when it came for the first time. */
    private Map<String, List<Message>> told() {
        return installation.webhooks().stream()
                .map(delivery -> new Message(delivery.id(), delivery.type(), delivery.checkout()))
                .collect(Collectors.groupingBy(
                        message -> message.checkout.get("order_id").toString(),
                        Collectors.collectingAndThen(
                                Collectors.toMap(
                                        Message::id, message -> message, (first, again) -> first, LinkedHashMap::new),
                                byId -> List.copyOf(byId.values()))));
    }

    /** A webhook. */
    private record Message(String id, String type, Map<String, Object> checkout) {

        /** Held, then over, then given back. */
        int rank() {
            return switch (type) {
                case "checkout.authorized" -> 0;
                case "checkout.refunded" -> 2;
                default -> 1;
            };
        }

        BigDecimal refunded() {
            return new BigDecimal(checkout.get("refunded_amount").toString());
        }
    }

    private List<Finding> look(Order order, Account account, List<Message> told) {
        var found = new Findings(order.id());
        var checkout = order.checkout();
        if (checkout.isEmpty()) {
            // The merchant never learned of a checkout, so nobody can have paid it.
            found.unless(account.authorizations() == 0, Kind.DOUBLE, "paid without a checkout");
            return found.list;
        }
        var answer = installation
                .merchant()
                .get("/api/v1/checkouts/" + checkout.get().id());
        if (answer.statusCode() != 200) {
            found.add(Kind.LOST, "the API answers " + answer.statusCode());
            return found.list;
        }
        var object = Json.readObject(answer.body());
        money(order, account, object, found);
        if (!found.isUnsettled()) {
            webhooks(account, object.get("status").toString(), told, found);
        }
        wishes(order, account, checkout.get(), found);
        return found.list;
    }

    private void money(Order order, Account account, Map<String, Object> object, Findings found) {
        var status = object.get("status").toString();
        found.unless(account.authorizations() <= 1, Kind.DOUBLE, account.authorizations() + " authorizations");
        found.unless(account.confirmations() <= 1, Kind.DOUBLE, account.confirmations() + " paymentAcs");
        if (account.authorizations() > 0) {
            var saidFailed = status.equals("failed") || order.statuses().contains("failed");
            found.unless(!saidFailed, Kind.FALSE_FAILED, "was called failed, the bank had said yes");
            if (status.equals("processing")) {
                found.add(Kind.UNSETTLED, "processing, the ledger has " + account.status());
            } else {
                found.unless(status.equals(account.status()), Kind.LOST, status + ", but " + account.status());
            }
            found.unless(object.get("attention") == null, Kind.UNTOLD, "an operator is called: " + object);
        } else if (status.equals("processing")) {
            found.unless(
                    hurried && account.confirmations() == 0, Kind.UNSETTLED, "processing, the bank never said yes");
        } else {
            found.unless(!List.of("paid", "authorized").contains(status), Kind.LOST, status + " without money");
        }
        var refunded = new BigDecimal(object.get("refunded_amount").toString());
        found.unless(
                refunded.compareTo(account.refunded()) == 0,
                Kind.LOST,
                refunded + " refunded, but " + account.refunded() + " in the ledger");
        if (hurried && !found.list.isEmpty()) {
            order.checkout().ifPresent(checkout -> checkout.post("sync", ""));
        }
    }

    private static void webhooks(Account account, String status, List<Message> told, Findings found) {
        var types = told.stream().map(Message::type).toList();
        for (var type : List.of("authorized", "paid", "failed", "expired", "canceled")) {
            var times = types.stream().filter(("checkout." + type)::equals).count();
            found.unless(times <= 1, Kind.UNTOLD, times + " webhooks say " + type);
            found.unless(times == 1 || !status.equals(type), Kind.UNTOLD, "no webhook says " + type);
            found.unless(
                    times == 0 || !type.equals("failed") || account.authorizations() == 0,
                    Kind.FALSE_FAILED,
                    "a webhook says failed, the bank had said yes");
        }
        var inOrder = told.stream()
                .sorted(Comparator.comparingInt(Message::rank).thenComparing(Message::refunded))
                .toList();
        found.unless(inOrder.equals(told), Kind.UNTOLD, "webhooks out of order: " + types);
        var refunds = told.stream()
                .filter(message -> message.type.equals("checkout.refunded"))
                .toList();
        found.unless(refunds.size() <= account.refunds().size(), Kind.UNTOLD, refunds.size() + " webhooks of refunds");
        var last = refunds.isEmpty() ? BigDecimal.ZERO : refunds.getLast().refunded();
        found.unless(
                last.compareTo(account.refunded()) == 0, Kind.UNTOLD, "the last webhook says " + last + " refunded");
    }

    /** Each wish is done once at most; what was acknowledged is done; and in the end each is acknowledged. */
    private void wishes(Order order, Account account, Checkout checkout, Findings found) {
        var left = new ArrayList<>(order.refunds(false));
        for (var refund : account.refunds()) {
            found.unless(left.remove(refund), Kind.DOUBLE, "nobody wanted to refund " + refund + " (again)");
        }
        var missing = new ArrayList<>(order.refunds(true));
        account.refunds().forEach(missing::remove);
        found.unless(missing.isEmpty(), Kind.LOST, "acknowledged, but not in the ledger: " + missing);
        if (!hurried) {
            order.unanswered().forEach((key, wish) -> {
                var answer = checkout.post(wish.kind(), wish.json(), key);
                if (answer.statusCode() == 200) {
                    order.acknowledged(key);
                } else {
                    // Some of the sandbox's cards allow no refunds, as Freedom Pay's own test cards do.
                    var refused = answer.statusCode() == 409 && answer.body().contains("Freedom Pay refused");
                    found.unless(
                            refused,
                            Kind.UNSETTLED,
                            wish + " is answered " + answer.statusCode() + " " + answer.body());
                }
            });
        }
    }

    private static final class Findings {

        private final String order;
        private final List<Finding> list = new ArrayList<>();

        Findings(String order) {
            this.order = order;
        }

        void add(Kind kind, String what) {
            list.add(new Finding(kind, order, what));
        }

        void unless(boolean well, Kind kind, String what) {
            if (!well) {
                add(kind, what);
            }
        }

        boolean isUnsettled() {
            return list.stream().anyMatch(finding -> finding.kind() == Kind.UNSETTLED);
        }
    }
}
