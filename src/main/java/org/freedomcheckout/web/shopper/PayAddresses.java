package org.freedomcheckout.web.shopper;

/** A checkout's own addresses, with the shopper's choice of language. */
public record PayAddresses(String pay, String cvc, String challenge, String status, String events) {

    /** The same page, which now goes nowhere by itself. */
    String stay() {
        return pay + (pay.contains("?") ? "&stay" : "?stay");
    }
}
