package org.freedomcheckout.web.shopper;

import org.freedomcheckout.checkout.Failure;

/** A refusal as pages show it: keys of our own words, and the code for a call to the bank. */
public record FailureView(String textKey, String adviceKey, String code) {

    static FailureView of(Failure failure) {
        return new FailureView(
                "failure." + failure.reason().name(),
                "advice." + failure.reason().advice().name(),
                failure.code());
    }
}
