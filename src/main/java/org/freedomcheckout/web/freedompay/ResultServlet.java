package org.freedomcheckout.web.freedompay;

import org.freedomcheckout.flow.Callbacks;
import org.freedomcheckout.gateway.ReceivedFields;

/** {@code /callbacks/freedompay/result}: the result notify. */
public final class ResultServlet extends CallbackServlet {

    /** The last part of the address, with which Freedom Pay signs. */
    static final String SCRIPT = "result";

    private final Callbacks callbacks;

    public ResultServlet(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    byte[] answer(ReceivedFields fields) {
        return callbacks.result(fields, SCRIPT);
    }
}
