package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletResponse;

/** The headers of every answer, errors included. */
public final class SecurityHeaders {

    private final boolean https;

    /**
     * Ready.
     *
     * @param https whether browsers reach us by https
     */
    public SecurityHeaders(boolean https) {
        this.https = https;
    }

    /** Sets what every answer carries; a page sets its own policy afterwards. */
    public void onEvery(HttpServletResponse response) {
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not no-referrer: that would turn the Origin of our own forms into null.
        response.setHeader("Referrer-Policy", "strict-origin");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), usb=(), midi=(), serial=(), hid=(), display-capture=()");
        response.setHeader("Reporting-Endpoints", "csp=\"/csp\"");
        policy(response, Csp.data());
    }

    /** Sets the policy of one answer. */
    public static void policy(HttpServletResponse response, Csp csp) {
        response.setHeader("Content-Security-Policy", csp.toString());
        response.setHeader("X-Frame-Options", csp.frameAncestors().equals("'none'") ? "DENY" : "SAMEORIGIN");
    }

    /** What an HTML page has besides. */
    public static void html(HttpServletResponse response, Csp csp) {
        policy(response, csp);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setContentType("text/html;charset=UTF-8");
    }
}
