package org.freedomcheckout.web.freedompay;

import org.freedomcheckout.flow.Callbacks;
import org.freedomcheckout.gateway.ReceivedFields;

/** {@code /callbacks/freedompay/check}: Freedom Pay asks whether a payment may go on. */
public final class CheckServlet extends CallbackServlet {

    /** The last part of the address, with which Freedom Pay signs. */
    static final String SCRIPT = "check";

    private final Callbacks callbacks;

    public CheckServlet(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    byte[] answer(ReceivedFields fields) {
        return callbacks.check(fields, SCRIPT);
    }
}
