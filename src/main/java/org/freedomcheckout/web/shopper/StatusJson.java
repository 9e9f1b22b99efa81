package org.freedomcheckout.web.shopper;

import org.freedomcheckout.checkout.Checkout;

/** {@code {"status":"..."}}; the word is one of ours and needs no escaping. */
final class StatusJson {

    private StatusJson() {}

    static String of(Checkout checkout) {
        return "{\"status\":\"" + checkout.state().status() + "\"}";
    }
}
