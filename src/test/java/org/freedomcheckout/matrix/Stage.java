package org.freedomcheckout.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.SandboxControl;
import org.freedomcheckout.testkit.WebhookReceiver;

/** What the scenarios are played on: a checkout, a sandbox, and the merchant's receiver of webhooks. */
record Stage(RunningCheckout running, WebhookReceiver receiver) {

    SandboxControl sandbox() {
        return running.sandbox();
    }

    MerchantApi merchant() {
        return running.merchant();
    }

    /** All payments of an order in the gateway's ledger, those that had to take a number for their order id as well. */
    List<Map<String, Object>> ledger(String order) {
        var payments = new ArrayList<>(sandbox().payments(order));
        payments.addAll(sandbox().payments(order + "-2"));
        return payments;
    }

    /** The types of the webhooks that have come about an order. */
    List<String> webhooks(String order) {
        return receiver.about(order).stream()
                .map(WebhookReceiver.Delivery::type)
                .toList();
    }
}
