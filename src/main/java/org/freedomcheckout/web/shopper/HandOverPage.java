package org.freedomcheckout.web.shopper;

import java.util.Map;
import org.freedomcheckout.checkout.Challenge;

/** The pages that take the browser to Freedom Pay or to the bank, and out of the frame again. */
public final class HandOverPage {

    private HandOverPage() {}

    /** On to Freedom Pay's page. */
    public static PayPage cvc(FormView form) {
        return new PayPage("cvc", Map.of("form", form));
    }

    /** The payment is being made. */
    public static PayPage cvcWait() {
        return new PayPage("cvc-wait", Map.of());
    }

    /** Freedom Pay cannot be reached. */
    public static PayPage cvcUnavailable(String retryUrl) {
        return new PayPage("cvc-unavailable", Map.of("retryUrl", retryUrl));
    }

    /** Out of the frame. */
    public static PayPage leaveFrame(String continueUrl) {
        return new PayPage("leave-frame", Map.of("continueUrl", continueUrl));
    }

    /**
     * On to the bank.
     *
     * @param termUrl where the bank sends the browser back
     */
    public static PayPage challenge(Challenge challenge, String termUrl) {
        return new PayPage(
                "challenge",
                Map.of(
                        "acsUrl", challenge.acsUrl().toString(),
                        "paReq", challenge.paReq().reveal(),
                        "md", challenge.md().reveal(),
                        "termUrl", termUrl));
    }
}
