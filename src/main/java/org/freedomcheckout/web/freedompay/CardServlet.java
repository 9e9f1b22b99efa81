package org.freedomcheckout.web.freedompay;

import org.freedomcheckout.flow.Callbacks;
import org.freedomcheckout.gateway.ReceivedFields;

/** {@code /callbacks/freedompay/card}: what became of saving a card. */
public final class CardServlet extends CallbackServlet {

    /** The last part of the address, with which Freedom Pay signs. */
    static final String SCRIPT = "card";

    private final Callbacks callbacks;

    public CardServlet(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    byte[] answer(ReceivedFields fields) {
        return callbacks.card(fields, SCRIPT);
    }
}
