package org.freedomcheckout.web.shopper;

import java.util.Map;
import org.freedomcheckout.gateway.SignedForm;

/**
 * A form that leads to Freedom Pay.
 *
 * @param method {@code post} or {@code get}
 */
public record FormView(String action, String method, Map<String, String> fields) {

    static FormView of(SignedForm form) {
        return new FormView(form.action().toString(), form.get() ? "get" : "post", form.fields());
    }
}
