package org.freedomcheckout.chaos;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.testkit.SandboxControl;

/**
 * What Freedom Pay's ledger has of an order, over all its payments.
 *
 * @param authorizations how often the bank said yes
 * @param confirmations how many {@code paymentAcs} have arrived
 * @param status what the checkout's status must be; empty if the bank never said yes
 * @param refunds amounts given back
 */
record Account(long authorizations, long confirmations, String status, List<BigDecimal> refunds) {

    private static final Account EMPTY = new Account(0, 0, "", List.of());

    /** Every order's, by the merchant's order id. */
    static Map<String, Account> all(SandboxControl sandbox) {
        var accounts = new HashMap<String, Account>();
        for (var payment : sandbox.payments("")) {
            // What stands behind a hyphen tells the attempts of one checkout apart.
            var order = payment.get("order_id").toString().replaceFirst("-.*", "");
            accounts.merge(order, of(payment), Account::plus);
        }
        return accounts;
    }

    static Account empty() {
        return EMPTY;
    }

    @SuppressWarnings("unchecked")
    private static Account of(Map<String, Object> payment) {
        var authorizations = (Long) payment.get("authorizations");
        var calls = (Map<String, Object>) payment.get("calls");
        return new Account(
                authorizations,
                calls.get("paymentAcs") instanceof Long n ? n : 0,
                authorizations == 0 ? "" : status(payment),
                ((List<Object>) payment.get("refunds"))
                        .stream()
                                .map(amount -> new BigDecimal(amount.toString()).stripTrailingZeros())
                                .toList());
    }

    private static String status(Map<String, Object> payment) {
        if (payment.get("status").equals("revoked")) {
            return "canceled";
        }
        return payment.get("captured").equals(true) ? "paid" : "authorized";
    }

    private Account plus(Account other) {
        var both = new ArrayList<>(refunds);
        both.addAll(other.refunds);
        return new Account(
                authorizations + other.authorizations,
                confirmations + other.confirmations,
                status.isEmpty() ? other.status : status,
                List.copyOf(both));
    }

    BigDecimal refunded() {
        return refunds.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
