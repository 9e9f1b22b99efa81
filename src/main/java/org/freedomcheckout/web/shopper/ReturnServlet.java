package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.gateway.CallbackReader;
import org.freedomcheckout.gateway.ReceivedFields;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.limit.RateLimits;

/**
 * {@code /return/{token}/success} and {@code /return/{token}/failure}: Freedom Pay sends the browser back here, often
 * inside our frame. A hint that proves nothing: the page it leads to says what Freedom Pay's own answer says.
 */
public final class ReturnServlet extends ShopperServlet {

    private final CallbackReader callbacks;
    private final String script;

    /**
     * Ready.
     *
     * @param script the last part of the address, {@code success} or {@code failure}: what Freedom Pay signs with
     */
    ReturnServlet(Flow flow, ShopperPages pages, RateLimits limits, CallbackReader callbacks, String script) {
        super(flow, pages, limits);
        this.callbacks = callbacks;
        this.script = script;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        returned(request, response, () -> Form.ofQuery(request));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        returned(request, response, () -> Form.ofBody(request).and(Form.ofQuery(request)));
    }

    private void returned(HttpServletRequest request, HttpServletResponse response, Supplier<Form> reading)
            throws IOException {
        var found = payment(request);
        var form = read(found, reading);
        var fields = new ReceivedFields(form.fields());
        if (form.has("pg_sig") && !callbacks.isSignedRedirect(fields, script)) {
            flow.checkouts.note(
                    found.checkout(), Actor.SHOPPER, "return.refused", Map.of("reason", "signature", "at", script));
            flow.cards.look(found.checkout(), found.attempt());
        } else {
            flow.cards.returned(found.checkout(), found.attempt());
        }
        pages.show(
                request,
                response,
                found.checkout(),
                HandOverPage.leaveFrame(pages.pay(request, found.checkout())),
                csp -> csp.with("frame-ancestors", "'self'"));
    }
}
