package org.freedomcheckout.web.preview;

import java.util.Map;
import org.freedomcheckout.web.Csp;
import org.freedomcheckout.web.Pages.PolicyFor;

/**
 * One page in one state.
 *
 * @param status what the page would be told about its checkout if it asked; empty if it asks nothing
 * @param http the status code it is sent with
 */
record Sample(String name, String template, String status, int http, PolicyFor policy, Map<String, Object> model) {

    static Sample ofError(int http, String key, Map<String, Object> model) {
        return new Sample(
                "error-" + key.replace('_', '-'),
                "error",
                "",
                http,
                csp -> csp.with("script-src", "'none'").with("form-action", "'none'"),
                model);
    }

    /** What all previews may besides: stand in a frame of the overview. */
    Csp policy(Csp csp) {
        return policy.with(csp).with("frame-ancestors", "'self'");
    }
}
